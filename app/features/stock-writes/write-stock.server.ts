import type { StockEffectKind } from "../../core/effects.ts";
import { SHARES } from "../../core/effects.ts";
import { Retryable } from "../../core/faults.ts";
import { fromGid, toGid } from "../../core/ids.ts";
import {
  AdjustQuantitiesDocument,
  MoveQuantitiesDocument,
  SetQuantitiesDocument,
  type AdjustmentGroupFieldsFragment,
} from "../../platform/admin-api/operations.ts";
import { markChanged, markOwnWrites } from "../../platform/marks.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import type { Answered, EffectContext, EffectHandler } from "../intents/public.server.ts";
import { applyOwnWrite, stockChanged, writeEntries, type StockDocument } from "../inventory/public.server.ts";
import { byLevel, indexOf, type LevelChange } from "./domain/adjustment.ts";

const SHARE = { share: SHARES.people } as const;
/** Two requests with our key met, and the other one is still being carried out; or Shopify could not at this moment. */
const LATER = new Set(["IDEMPOTENCY_CONCURRENT_REQUEST", "SERVICE_UNAVAILABLE"]);

interface Payload {
  readonly inventoryAdjustmentGroup?: AdjustmentGroupFieldsFragment | null;
  readonly userErrors: readonly { readonly field?: readonly string[] | null; readonly code?: string | null }[];
}

/** What is stored of a write that was carried out. */
type Written = {
  /** When, on Shopify's clock. */
  readonly at: string;
  readonly changes: readonly LevelChange[];
  /** The number of a read that began before the write. */
  readonly readNo: string;
};

type Send<Kind extends StockEffectKind> = (
  context: EffectContext,
  intent: Intent<Kind>,
) => Promise<Payload | null | undefined>;

/** inventorySetQuantities: the numbers people counted, typed or fed in. */
export const setStock = writing("stock.set", async ({ admin }, { input, idempotencyKey }) => {
  const data = await admin.request(
    SetQuantitiesDocument,
    {
      key: idempotencyKey,
      input: {
        name: input.state,
        reason: input.reason,
        referenceDocumentUri: uriOf(input.document),
        quantities: input.changes.map(({ itemId, locationId, from, to }) => ({
          inventoryItemId: toGid("InventoryItem", itemId),
          locationId: toGid("Location", locationId),
          quantity: to,
          changeFromQuantity: from,
        })),
      },
    },
    SHARE,
  );
  return data.inventorySetQuantities;
});

/** inventoryAdjustQuantities: by how much, from what. */
export const adjustStock = writing("stock.adjust", async ({ admin }, { input, idempotencyKey }) => {
  const ledgerDocumentUri = input.state === "available" ? null : uriOf(input.document);
  const data = await admin.request(
    AdjustQuantitiesDocument,
    {
      key: idempotencyKey,
      input: {
        name: input.state,
        reason: input.reason,
        referenceDocumentUri: uriOf(input.document),
        changes: input.changes.map(({ itemId, locationId, from, by }) => ({
          inventoryItemId: toGid("InventoryItem", itemId),
          locationId: toGid("Location", locationId),
          delta: by,
          changeFromQuantity: from,
          ledgerDocumentUri,
        })),
      },
    },
    SHARE,
  );
  return data.inventoryAdjustQuantities;
});

/** inventoryMoveQuantities: from one state to another, at one location. */
export const moveStock = writing("stock.move", async ({ admin }, { input, idempotencyKey }) => {
  const uri = uriOf(input.document);
  const end = (name: string, locationId: string, changeFromQuantity: number) => ({
    name,
    locationId,
    changeFromQuantity,
    ledgerDocumentUri: name === "available" ? null : uri,
  });
  const data = await admin.request(
    MoveQuantitiesDocument,
    {
      key: idempotencyKey,
      input: {
        reason: input.reason,
        referenceDocumentUri: uri,
        changes: input.changes.map(({ itemId, locationId, from, toFrom, units }) => ({
          inventoryItemId: toGid("InventoryItem", itemId),
          quantity: units,
          from: end(input.state, toGid("Location", locationId), from),
          to: end(input.into, toGid("Location", locationId), toFrom),
        })),
      },
    },
    SHARE,
  );
  return data.inventoryMoveQuantities;
});

/** Shown to the merchant in Shopify's history of a level. https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps */
const uriOf = ({ kind, id }: StockDocument) => `gid://entrega/${kind}/${id}`;

/** What the three have in common. The key makes a lost answer come again, so it is never looked up. */
function writing<Kind extends StockEffectKind>(kind: Kind, send: Send<Kind>): EffectHandler<Kind> {
  return {
    kind,
    async act(context, intent) {
      const read = await beginRead(context.now);
      return answerOf(await send(context, intent), read.no);
    },
    lookUp: () => Promise.resolve({ status: "notDone" }),
    async settled(tx, intent, outcome, now) {
      const { at, changes, readNo } = outcome as Written;
      const writtenAt = new Date(at);
      const { document } = intent.input;
      await writeEntries(
        tx,
        changes.map((change) => ({ ...change, cause: "ours", document, occurredAt: writtenAt })),
        now,
      );
      const { applied, unsure } = await applyOwnWrite(tx, changes, { read: { no: readNo, at: now }, writtenAt });
      await markOwnWrites(tx, applied.map(levelMark), now);
      await markChanged(tx, unsure.map(levelMark), now);
    },
    /** Whoever wanted it decides anew, from what Shopify has now: the levels are read, and their items are due. */
    async refused(tx, intent, _codes, now) {
      const { changes } = intent.input;
      await markChanged(tx, changes.map(levelMark), now);
      await stockChanged(
        tx,
        changes.map(({ itemId }) => itemId),
      );
    },
  };
}

const levelMark = ({ itemId, locationId }: { readonly itemId: string; readonly locationId: string }) =>
  ({ kind: "inventoryLevel", objectId: itemId, part: locationId }) as const;

/** Throws Retryable when the same request has to be made again. */
function answerOf(payload: Payload | null | undefined, readNo: string): Answered {
  const errors = payload?.userErrors ?? [];
  if (errors.some(({ code }) => LATER.has(code ?? "")))
    throw new Retryable("Shopify asks to come again", { mayHaveHappened: true });
  const group = payload?.inventoryAdjustmentGroup;
  if (errors.length > 0 || !payload) {
    const at = errors.flatMap(({ field, code }) => {
      const index = indexOf(field);
      return index === undefined ? [] : [{ index, code: code ?? "unknown" }];
    });
    return { status: "refused", codes: errors.map(({ code }) => code ?? "unknown"), at };
  }
  // Without a group nothing had to change.
  const changes = (group?.changes ?? []).flatMap(({ name, delta, item, location }) =>
    item && location
      ? [{ itemId: fromGid("InventoryItem", item.id), locationId: fromGid("Location", location.id), name, delta }]
      : [],
  );
  const written: Written = { at: group?.createdAt ?? new Date(0).toISOString(), changes: byLevel(changes), readNo };
  return { status: "done", outcome: written };
}
