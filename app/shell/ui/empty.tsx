import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Nothing here yet: what would be here, and how it comes to be. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Box padding="600">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="h3" variant="headingMd" alignment="center">
          {title}
        </Text>
        <div className="e-empty">
          <Text as="p" variant="bodyMd" tone="subdued" alignment="center">
            {children}
          </Text>
        </div>
        {action}
      </BlockStack>
    </Box>
  );
}
