import { BlockStack, InlineGrid, InlineStack } from "@shopify/polaris";
import type { ReactNode } from "react";

type Gap = "tight" | "normal" | "loose";
const GAPS = { tight: "100", normal: "200", loose: "400" } as const satisfies Record<Gap, string>;

/** Things below each other. */
export function Stack({ gap = "normal", children }: { readonly gap?: Gap; readonly children: ReactNode }) {
  return <BlockStack gap={GAPS[gap]}>{children}</BlockStack>;
}

/** Things beside each other; they wrap where there is no room. */
export function Row({
  gap = "normal",
  apart = false,
  low = false,
  children,
}: {
  readonly gap?: Gap;
  /** The first at the start of the line, the last at its end. */
  readonly apart?: boolean;
  /** A field with its label above it, beside a button: they stand on one line. */
  readonly low?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <InlineStack gap={GAPS[gap]} blockAlign={low ? "end" : "center"} align={apart ? "space-between" : "start"} wrap>
      {children}
    </InlineStack>
  );
}

/** Equal columns: two on a phone, up to five on a desk. */
export function Tiles({ children }: { readonly children: ReactNode }) {
  return (
    <InlineGrid columns={{ xs: 2, sm: 3, md: 5 }} gap="300">
      {children}
    </InlineGrid>
  );
}
