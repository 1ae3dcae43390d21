import { Text as PolarisText } from "@shopify/polaris";
import type { ReactNode } from "react";

interface TextProps {
  readonly tone?: "normal" | "subdued" | "critical" | "success";
  readonly strong?: boolean;
  readonly small?: boolean;
  /** A paragraph of its own; otherwise part of a line. */
  readonly block?: boolean;
  readonly children: ReactNode;
}

/** Running text. */
export function Text({ tone = "normal", strong = false, small = false, block = false, children }: TextProps) {
  return (
    <PolarisText
      as={block ? "p" : "span"}
      variant={small ? "bodySm" : "bodyMd"}
      fontWeight={strong ? "semibold" : "regular"}
      breakWord
      {...(tone === "normal" ? {} : { tone })}
    >
      {children}
    </PolarisText>
  );
}

/** A heading inside a card. */
export function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <PolarisText as="h3" variant="headingSm">
      {children}
    </PolarisText>
  );
}
