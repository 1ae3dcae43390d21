/**
 * How a batch is walked. `single`: order by order. `batch`: each item once for all orders, sorted to orders when they are packed. `cluster`: each
 * item goes into the tote of its order at once.
 */
export const PICK_MODES = ["single", "batch", "cluster"] as const;
export type PickMode = (typeof PICK_MODES)[number];

/** `open`: nobody has begun. `picked`: only packing is left. */
export const BATCH_STATUSES = ["open", "picking", "picked", "done", "cancelled"] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

export type TaskStatus = "open" | "picked" | "shipped" | "void";

/** Why an order left its batch: what happened to it in Shopify, or what somebody here did. */
export const VOID_REASONS = [
  "cancelled",
  "held",
  "moved",
  "requested",
  "payment",
  "risk",
  "gone",
  "fulfilled",
  "short",
  "released",
] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** Why units were not picked. */
export const SHORT_REASONS = ["notFound", "damaged", "wrongPlace", "expired", "other"] as const;
export type ShortReason = (typeof SHORT_REASONS)[number];

/** A claim that nobody used for so long may be taken over by somebody else, who says why. */
export const CLAIM_RESTS_MS = 15 * 60_000;

/** One item of one order of a batch. Units. */
export interface PickLine {
  readonly taskId: string;
  readonly orderLineId: string;
  readonly itemId: string | null;
  readonly wanted: number;
  readonly picked: number;
  /** Reported as missing. */
  readonly short: number;
  /** Verified when it was packed. */
  readonly checked: number;
}

/** Units that are still to be picked. */
export const toPick = ({ wanted, picked, short }: Pick<PickLine, "wanted" | "picked" | "short">): number =>
  Math.max(0, wanted - short - picked);

/** Picked units that nobody wants any more: back on the shelf with them. */
export const excess = ({
  wanted,
  picked,
  putBack,
}: Pick<PickLine, "wanted" | "picked"> & { readonly putBack: number }): number =>
  Math.max(0, picked - putBack - wanted);

/**
 * What is printed of an order names it so: the task and how often its order had changed by then. Paper with an earlier number is void.
 */
export const taskCode = (taskId: string, version: number): string => `P${taskId}-${version}`;

/** Reads such a code; undefined for anything else. */
export function readTaskCode(code: string): { readonly taskId: string; readonly version: number } | undefined {
  const [, taskId, version] = /^P(\d{1,19})-(\d{1,9})$/i.exec(code.trim()) ?? [];
  return taskId === undefined || version === undefined ? undefined : { taskId, version: Number(version) };
}
