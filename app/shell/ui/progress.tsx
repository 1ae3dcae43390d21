import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";

interface ProgressProps {
  readonly label: string;
  /** What the bar says in words: "120 of 500". */
  readonly detail: string;
  /** 0–100; null while nobody knows how much there is. */
  readonly percent: number | null;
  readonly tone?: "running" | "done" | "failed";
}

/** Long work, how far it is. */
export function Progress({ label, detail, percent, tone = "running" }: ProgressProps) {
  const id = useId();
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" variant="bodyMd" id={id}>
          {label}
        </Text>
        <Text as="span" variant="bodySm" tone={tone === "failed" ? "critical" : "subdued"}>
          {detail}
        </Text>
      </InlineStack>
      <ProgressBar
        progress={percent ?? 0}
        size="small"
        ariaLabelledBy={id}
        tone={tone === "done" ? "success" : tone === "failed" ? "critical" : "highlight"}
      />
    </BlockStack>
  );
}
