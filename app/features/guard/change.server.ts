import { z } from "zod";
import { readId, type InventoryItemId, type ProductId, type PublicationId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell, tellRule } from "../audit/public.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import type { GuardRule } from "./domain/guarded.ts";
import { lookAtAll, readGuard, removeRule, saveChannels, saveRule } from "./rules.server.ts";

const ID = z.string().transform((text, context) => {
  const id = readId<ProductId & PublicationId>(text);
  if (id !== undefined) return id;
  context.addIssue({ code: "custom", message: "not an id" });
  return z.NEVER;
});
const INCLUDE = z.enum(["true", "false"]).transform((text) => text === "true");
const LABEL = z.string().trim().max(255);

const CHANGE = z.discriminatedUnion("do", [
  z.object({ do: z.literal("turnOn") }),
  z.object({ do: z.literal("turnOff") }),
  z.object({ do: z.literal("rule"), scope: z.literal("all"), include: INCLUDE }),
  z.object({ do: z.literal("tagRule"), tag: LABEL, include: INCLUDE }),
  z.object({ do: z.literal("productRule"), sku: LABEL, include: INCLUDE }),
  z.object({ do: z.literal("remove"), rule: ID }),
  z.object({ do: z.literal("channels"), channels: z.string().max(2_000) }),
  z.object({ do: z.literal("again"), product: ID }),
]);

type Change = z.infer<typeof CHANGE>;

/** `noProduct`: no item has this SKU; `noTag`: none was chosen. */
export type ChangeOutcome = {
  readonly status: "turnedOn" | "turnedOff" | "saved" | "removed" | "channelsSaved" | "again" | "noProduct" | "noTag";
};

/** What a person does on the page. `who`: Shopify's number of the staff member. Throws a Response with 400 for anything that is not on the page. */
export async function changeGuard(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ChangeOutcome> {
  const parsed = CHANGE.safeParse(texts);
  if (!parsed.success) throw new Response(null, { status: 400 });
  return inShop(shopId, (tx) => carryOut(tx, parsed.data, who, now));
}

async function carryOut(tx: ShopTx, change: Change, who: string, now: Date): Promise<ChangeOutcome> {
  switch (change.do) {
    case "turnOn":
    case "turnOff": {
      const on = change.do === "turnOn";
      await setSwitch(tx, "guard", on, who, now);
      await lookAtAll(tx);
      return { status: on ? "turnedOn" : "turnedOff" };
    }
    case "rule":
      return save({ scope: "all", productId: null, label: "", include: change.include });
    case "tagRule":
      if (change.tag === "") return { status: "noTag" };
      return save({ scope: "tag", productId: null, label: change.tag, include: change.include });
    case "productRule": {
      const productId = await productOf(tx, change.sku);
      if (productId === null) return { status: "noProduct" };
      return save({ scope: "product", productId, label: "", include: change.include });
    }
    case "remove": {
      const before = await removeRule(tx, change.rule);
      if (before) await tellRule(tx, { code: "guard.removed", before, after: null, who }, now);
      return { status: "removed" };
    }
    case "channels": {
      const { channels: before } = await readGuard(tx);
      const after = change.channels.split(",").flatMap((text) => readId<PublicationId>(text) ?? []);
      await saveChannels(tx, after);
      const data = { before: { channels: before }, after: { channels: after } };
      await tell(tx, { code: "guard.channels", data, who }, now);
      return { status: "channelsSaved" };
    }
    case "again":
      if (await decideAnew(tx, change.product))
        await tell(tx, { code: "guard.again", data: { productId: change.product }, who }, now);
      return { status: "again" };
  }

  async function save(rule: Omit<GuardRule, "ruleId">): Promise<ChangeOutcome> {
    const before = await saveRule(tx, rule, now);
    await tellRule(tx, { code: "guard.saved", before, after: rule, who }, now);
    return { status: "saved" };
  }
}

/** A person has looked: what Shopify refused, or never answered, is decided anew. What was stored of before stays. */
async function decideAnew(tx: ShopTx, productId: ProductId): Promise<boolean> {
  const freed = await tx.run(
    `update guard_claim c set trouble = '', phase = 'closed', intent_id = null
      where c.shop_id = $1 and c.product_id = $2
        and (c.trouble <> '' or exists (select 1 from intent n where n.shop_id = c.shop_id and n.intent_id = c.intent_id and n.status = 'asks'))`,
    [tx.shopId, productId],
  );
  await tx.run(
    "delete from guard_claim where shop_id = $1 and product_id = $2 and phase = 'closed' and intent_id is null and former = ''",
    [tx.shopId, productId],
  );
  const items = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from inventory_item where shop_id = $1 and product_id = $2 and deleted_at is null",
    [tx.shopId, productId],
  );
  await stockChanged(
    tx,
    items.map((row) => row.item_id),
  );
  return freed > 0;
}

async function productOf(tx: ShopTx, sku: string): Promise<ProductId | null> {
  const [row] = await tx.rows<{ id: ProductId }>(
    "select product_id as id from inventory_item where shop_id = $1 and sku = $2 and product_id is not null and deleted_at is null order by item_id limit 1",
    [tx.shopId, sku],
  );
  return row?.id ?? null;
}
