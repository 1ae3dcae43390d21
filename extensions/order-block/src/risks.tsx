/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import type { ShownKind, ShownRisk } from "./read-block.ts";
import type { StaffWords } from "./staff-words.ts";

interface RisksProps {
  readonly risks: readonly ShownRisk[];
  /** Its remedy stands above already, as the next step; null: of none. */
  readonly said: ShownKind | null;
  readonly words: StaffWords;
}

/** What may go wrong, until when acting helps, and what it costs to let it be. */
export function Risks({ risks, said, words }: RisksProps) {
  if (risks.length === 0) return null;
  return (
    <s-stack gap="small-200">
      <s-heading>{words.text("risk.heading", { count: risks.length })}</s-heading>
      {risks.map((risk, index) => (
        <Risk key={index} risk={risk} said={risk.kind === said} words={words} />
      ))}
    </s-stack>
  );
}

function Risk({ risk, said, words }: { risk: ShownRisk; said: boolean; words: StaffWords }) {
  const { kind, carrier, deadline, costMinor, currency, snoozed } = risk;
  const over = Date.parse(deadline) <= words.now.getTime();
  const lines = [
    words.text(over ? "risk.was_due" : "risk.until", { date: words.time(deadline) }),
    ...(costMinor > 0 && currency !== ""
      ? [words.text("risk.cost", { amount: words.money(costMinor, currency) })]
      : []),
    ...(carrier === "" ? [] : [carrier]),
  ];
  return (
    <s-stack gap="small-400">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-badge tone={snoozed ? "neutral" : over ? "critical" : "warning"}>{words.text(`risk.${kind}.title`)}</s-badge>
        {snoozed && <s-text color="subdued">{words.text("risk.snoozed")}</s-text>}
      </s-stack>
      {!said && <s-text>{words.text(`risk.${kind}.act`)}</s-text>}
      <s-text color="subdued">{lines.join(" · ")}</s-text>
    </s-stack>
  );
}
