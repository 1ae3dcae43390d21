import { BlockStack, Box, Card as PolarisCard, InlineStack, Text } from "@shopify/polaris";
import { useId, type ReactNode } from "react";

interface CardProps {
  readonly title?: string;
  /** Beside the title. */
  readonly action?: ReactNode;
  /** False for tables and lists that bring their own edges. */
  readonly padded?: boolean;
  readonly children: ReactNode;
}

/** A titled group of content; a landmark with the title as its name. */
export function Card({ title, action, padded = true, children }: CardProps) {
  const id = useId();
  const heading = title !== undefined && (
    <InlineStack align="space-between" blockAlign="center" gap="200" wrap>
      <Text as="h2" variant="headingMd" id={id}>
        {title}
      </Text>
      {action}
    </InlineStack>
  );
  return (
    <section {...(title === undefined ? {} : { "aria-labelledby": id })}>
      <PolarisCard padding={padded ? "400" : "0"}>
        <BlockStack gap="300">
          {padded || heading === false ? (
            heading
          ) : (
            <Box padding="400" paddingBlockEnd="0">
              {heading}
            </Box>
          )}
          {children}
        </BlockStack>
      </PolarisCard>
    </section>
  );
}
