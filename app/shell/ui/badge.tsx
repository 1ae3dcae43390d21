import { Badge as PolarisBadge } from "@shopify/polaris";

export type BadgeTone = "neutral" | "info" | "success" | "attention" | "warning" | "critical";

/** One word about a state. The word carries the meaning; the colour only helps to find it. */
export function Badge({ tone = "neutral", children }: { readonly tone?: BadgeTone; readonly children: string }) {
  return <PolarisBadge {...(tone === "neutral" ? {} : { tone })}>{children}</PolarisBadge>;
}
