import type { VoidReason } from "./batch.ts";

/** A task as it is worked on. */
export interface WorkedTask {
  readonly fulfillmentOrderId: string;
  readonly locationId: string;
  readonly lines: readonly WorkedLine[];
}

interface WorkedLine {
  readonly orderLineId: string;
  readonly wanted: number;
  readonly picked: number;
  readonly short: number;
}

/** A fulfillment order of the same order, as the mirror has it now. */
export interface ShownPart {
  readonly id: string;
  readonly locationId: string | null;
  /** FulfillmentOrder.status and requestStatus */
  readonly status: string;
  readonly requestStatus: string;
  readonly held: boolean;
  /** Another batch works on it. */
  readonly taken: boolean;
  readonly lines: readonly {
    readonly orderLineId: string;
    readonly itemId: string | null;
    readonly remaining: number;
  }[];
}

export interface ShownOrder {
  readonly cancelled: boolean;
  /** Why shipping it is refused for money or risk; null: it is not. */
  readonly refused: "payment" | "risk" | null;
  readonly parts: readonly ShownPart[];
}

/**
 * What becomes of a task. `same`: go on, with the fulfillment order of this number. `changed`: other units are wanted. `void`: the order is no longer picked
 * here.
 */
export type Review =
  | { readonly is: "same"; readonly fulfillmentOrderId: string }
  | {
      readonly is: "changed";
      readonly fulfillmentOrderId: string;
      /** What each line wants now, units reported as missing included; lines that are not named want nothing any more. */
      readonly lines: readonly {
        readonly orderLineId: string;
        readonly itemId: string | null;
        readonly wanted: number;
      }[];
    }
  | { readonly is: "void"; readonly reason: VoidReason };

/**
 * Compares a task with what Shopify shows of its order. Units that were reported as missing may be in the fulfillment order still, or split off and on
 * their way to another location: neither is a change. Nor is a new number of the fulfillment order, which a split gives it.
 */
export function reviewTask(task: WorkedTask, { cancelled, refused, parts }: ShownOrder): Review {
  if (cancelled) return { is: "void", reason: "cancelled" };
  const part = partOf(task, parts);
  if (part === undefined) return { is: "void", reason: whyGone(task, parts) };
  if (refused !== null) return { is: "void", reason: refused };
  const shown = new Map(part.lines.map((line) => [line.orderLineId, line.remaining]));
  const wantedNow = ({ orderLineId, wanted, short }: WorkedLine) => {
    const remaining = shown.get(orderLineId) ?? 0;
    return remaining === wanted || remaining === wanted - short ? wanted : remaining + (remaining < wanted ? short : 0);
  };
  const known = new Map(task.lines.map((line) => [line.orderLineId, line]));
  const lines = [
    ...task.lines.map((line) => ({
      orderLineId: line.orderLineId,
      itemId: part.lines.find(({ orderLineId }) => orderLineId === line.orderLineId)?.itemId ?? null,
      wanted: wantedNow(line),
    })),
    ...part.lines
      .filter(({ orderLineId, remaining }) => !known.has(orderLineId) && remaining > 0)
      .map(({ orderLineId, itemId, remaining }) => ({ orderLineId, itemId, wanted: remaining })),
  ];
  const isSame = lines.every(({ orderLineId, wanted }) => known.get(orderLineId)?.wanted === wanted);
  return isSame
    ? { is: "same", fulfillmentOrderId: part.id }
    : { is: "changed", fulfillmentOrderId: part.id, lines: lines.filter(({ wanted }) => wanted > 0) };
}

const OPEN = new Set(["OPEN", "IN_PROGRESS"]);
const left = ({ lines }: ShownPart) => lines.reduce((sum, { remaining }) => sum + remaining, 0);

/** The fulfillment order that has the task's lines now: its own, or the one at the same location that Shopify made of it. */
function partOf(
  { fulfillmentOrderId, locationId, lines }: WorkedTask,
  parts: readonly ShownPart[],
): ShownPart | undefined {
  const isOurs = (part: ShownPart) =>
    OPEN.has(part.status) &&
    part.requestStatus === "UNSUBMITTED" &&
    !part.held &&
    part.locationId === locationId &&
    left(part) > 0;
  const own = parts.find((part) => part.id === fulfillmentOrderId && isOurs(part));
  if (own) return own;
  const ids = new Set(lines.map(({ orderLineId }) => orderLineId));
  return parts.find(
    (part) =>
      part.id !== fulfillmentOrderId &&
      !part.taken &&
      isOurs(part) &&
      part.lines.some(({ orderLineId, remaining }) => ids.has(orderLineId) && remaining > 0),
  );
}

function whyGone({ fulfillmentOrderId, locationId }: WorkedTask, parts: readonly ShownPart[]): VoidReason {
  const own = parts.find(({ id }) => id === fulfillmentOrderId);
  if (own === undefined) return "gone";
  if (own.held || own.status === "ON_HOLD") return "held";
  if (OPEN.has(own.status) && own.locationId !== locationId) return "moved";
  if (own.requestStatus !== "UNSUBMITTED") return "requested";
  if (own.status === "CANCELLED") return parts.some((part) => OPEN.has(part.status)) ? "moved" : "cancelled";
  return left(own) === 0 ? "fulfilled" : "gone";
}
