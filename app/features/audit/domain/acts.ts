import type { EffectKind } from "../../../core/effects.ts";

/** The parts of the work, in the order of the filter. */
export const AREAS = ["orders", "shipping", "inventory", "deliveries", "automations", "settings", "staff"] as const;
export type Area = (typeof AREAS)[number];

/** What people do, by part of the work. Each has a text in the feature's locales (`act`). */
const OWN = {
  orders: [
    "orders.decide_again",
    "inbox.assigned",
    "inbox.resting",
    "inbox.woken",
    "messages.sending",
    "messages.stopped",
    "messages.allowed",
  ],
  shipping: [
    "batches.made",
    "batches.resumed",
    "batches.paused",
    "batches.cancelled",
    "manifests.closed",
    "boxes.saved",
    "boxes.removed",
    "boxes.loaded",
    "sizes.loaded",
    "papers.printed",
    "packing.taken_over",
    "packing.put_back",
  ],
  inventory: [
    "alerts.saved",
    "alerts.removed",
    "alerts.snoozed",
    "alerts.woken",
    "buffers.saved",
    "buffers.removed",
    "buffers.paused",
    "buffers.resumed",
    "buffers.again",
    "bins.loaded",
    "counts.created",
    "counts.loaded",
    "counts.counted",
    "counts.become",
    "counts.accept",
    "counts.acceptAll",
    "counts.recount",
    "counts.zeroRest",
    "counts.lookAgain",
    "drift.acknowledged",
    "edits.saved",
    "edits.write",
    "edits.drop",
    "edits.lookAgain",
    "edits.anyway",
    "edits.keep",
    "feeds.saved",
    "feeds.loaded",
    "feeds.fetch",
    "feeds.columns",
    "feeds.delete",
    "feeds.write",
    "feeds.drop",
    "feeds.lookAgain",
    "guard.saved",
    "guard.removed",
    "guard.channels",
    "guard.again",
    "links.offered",
    "links.entered",
    "links.confirmed",
    "links.cut",
    "links.named",
    "shared.saved",
    "shared.removed",
  ],
  deliveries: ["risks.snoozed", "risks.woken", "risks.assigned"],
  automations: ["replay.started", "replay.cancelled"],
  settings: [
    "settings.saved",
    "settings.read_again",
    "switch.on",
    "switch.off",
    "carriers.connected",
    "carriers.disabled",
    "carriers.code_said",
    "mail.account_saved",
    "mail.test_sent",
    "mail.verified",
    "mail.code_wrong",
    "mail.template_saved",
    "mail.template_standard",
    "price_lists.saved",
    "plan.chosen",
    "setup.skipped",
    "setup.brought_back",
  ],
  staff: ["staff.role", "staff.newcomers", "staff.forgotten"],
} as const satisfies Record<Area, readonly string[]>;

/** What of the settings was stored: the subject of `settings.saved`. A location's has its number. */
export const SETTINGS = [
  "costs",
  "inPart",
  "labels",
  "risks",
  "reports",
  "transfers",
  "paper",
  "messages",
  "rates",
] as const;
export type Setting = (typeof SETTINGS)[number] | `location:${string}` | `pickup:${string}`;

/** Settings in which people type words of their own. */
export const hasTexts = (setting: Setting): boolean => /^(?:paper|messages|location|rates)/.test(setting);

/** What was done to rules: features/automation/changes.server.ts has their history. */
const RULES = [
  "rules.set.created",
  "rules.set.changed",
  "rules.set.paused",
  "rules.set.resumed",
  "rules.set.moved",
  "rules.version.saved",
  "rules.version.discarded",
  "rules.version.imported",
  "rules.version.approved",
  "rules.version.scheduled",
  "rules.version.published",
  "rules.version.unscheduled",
  "rules.version.reverted",
  "rules.version.applied",
] as const;

/**
 * Entries of an order's ledger that a person's click makes: they stand in the log, too, under the ledger's own codes. What follows from the click by itself
 * is in the ledger alone.
 */
const LEDGER = {
  orders: [
    "order.assigned",
    "order.unassigned",
    "order.prioritised",
    "order.unprioritised",
    "order.seen",
    "intent.answered",
    "shopper.declined",
    "shopper.settled",
  ],
  shipping: [
    "label.approved",
    "label.left",
    "label.own",
    "label.replacing",
    "label.address_approved",
    "parcel.planned",
    "parcel.handed_over_claimed",
    "parcel.stayed_here",
    "pick.started",
    "pick.taken_over",
    "pick.short",
    "pick.packed",
    "pick.voided",
    "pickup.kept",
    "pickup.reminded",
    "pickup.transfer_asked",
    "local_delivery.planned",
    "local_delivery.out",
    "local_delivery.delivered",
    "local_delivery.failed",
  ],
  deliveries: ["shopper.report_settled", "shopper.report_claimed"],
} as const;

type OwnCode = (typeof OWN)[Area][number];
type RuleCode = (typeof RULES)[number];
type LedgerCode = (typeof LEDGER)[keyof typeof LEDGER][number];
export type ActCode = OwnCode | RuleCode | LedgerCode | `effect.${EffectKind}`;

const AREA_OF: ReadonlyMap<string, Area> = new Map([
  ...Object.entries(OWN).flatMap(([area, codes]) => codes.map((code) => [code as string, area as Area] as const)),
  ...Object.entries(LEDGER).flatMap(([area, codes]) => codes.map((code) => [code as string, area as Area] as const)),
  ...RULES.map((code) => [code as string, "automations" as const] as const),
]);

/** Every code but those of effects, for the filter. */
export const ACT_CODES: readonly string[] = [...AREA_OF.keys()];

/** Of which part of the work an effect is. */
function areaOfEffect(kind: string): Area {
  if (/^(?:stock|variant|product|transfer|shipment)\./.test(kind)) return "inventory";
  if (/^(?:label|manifest|fulfillment|pickup|localDelivery)\./.test(kind)) return "shipping";
  if (kind.startsWith("carrierService.")) return "settings";
  return kind === "report.refund" ? "deliveries" : "orders";
}

export const areaOf = (code: ActCode): Area => AREA_OF.get(code) ?? areaOfEffect(code.replace("effect.", ""));

/** Is this entry of an order's ledger something that a person does? */
export const isAct = (code: string): code is LedgerCode =>
  Object.values(LEDGER).some((codes: readonly string[]) => codes.includes(code));
