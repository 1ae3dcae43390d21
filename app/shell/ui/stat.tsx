import { BlockStack, Card, Text } from "@shopify/polaris";
import { Link } from "@remix-run/react";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

interface StatProps {
  readonly label: string;
  readonly value: string;
  /** The list behind the number. */
  readonly to?: string;
  readonly tone?: "normal" | "critical";
}

/** One number with its name; leads to the list behind it. */
export function Stat({ label, value, to, tone = "normal" }: StatProps) {
  const href = useHref();
  const maySee = useMaySee();
  const content = (
    <Card padding="300">
      <BlockStack gap="100">
        <Text as="span" variant="bodySm" tone="subdued">
          {label}
        </Text>
        <Text as="span" variant="headingXl" {...(tone === "critical" ? { tone } : {})}>
          {value}
        </Text>
      </BlockStack>
    </Card>
  );
  return to === undefined || !maySee(to) ? (
    content
  ) : (
    <Link to={href(to)} className="e-stat">
      {content}
    </Link>
  );
}
