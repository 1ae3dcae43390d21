/** A message of a rule about an order, as its ledger has it. */
export interface RuleMessage {
  readonly text: string;
  readonly at: string;
  /** Whom the rule wants told: `inbox`, `staff` (by name), `email` or `shopper`, who are sent it (features/messages). */
  readonly to: string;
  readonly staff: string | null;
}

interface Entry {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: string;
}

/** Of a ledger, newest first, the messages that came since somebody has last seen them. */
export function unseenMessages(events: readonly Entry[]): RuleMessage[] {
  const seen = events.findIndex(({ code }) => code === "order.seen");
  const textOf = (value: unknown) => (typeof value === "string" ? value : "");
  return events
    .slice(0, seen < 0 ? undefined : seen)
    .filter(({ code }) => code === "order.notified")
    .map(({ data, at }) => ({
      text: textOf(data["text"]),
      at,
      to: textOf(data["to"]),
      staff: textOf(data["staff"]) || null,
    }));
}
