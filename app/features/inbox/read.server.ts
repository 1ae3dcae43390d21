import { z } from "zod";
import type { InboxArea, InboxKind } from "../../core/inbox.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { kindsOf } from "./domain/filter.ts";
import { openSql } from "./sources.server.ts";
import { thingsSchema } from "./things.ts";

/** What a person does with what is new: marks some things as read, or everything that is open. */
export const readActionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("read"), things: thingsSchema }),
  z.object({ do: z.literal("readAll") }),
]);
type ReadAction = z.infer<typeof readActionSchema>;

/** A person has looked at things of the areas they see. What opens later under the same name is new again. */
export async function markRead(
  shopId: ShopId,
  action: ReadAction,
  { who, areas }: { readonly who: string; readonly areas: readonly InboxArea[] },
  now: Date,
): Promise<void> {
  const kinds = kindsOf(null, areas);
  await inShop(shopId, async (tx) => {
    if (action.do === "readAll") {
      for (const kind of kinds) await mark(tx, kind, null, who, now);
      return;
    }
    const seen = action.things.filter(({ kind }) => kinds.includes(kind));
    for (const [kind, things] of Map.groupBy(seen, (thing) => thing.kind))
      await mark(
        tx,
        kind,
        things.map(({ ref }) => ref.replaceAll("\0", " ")),
        who,
        now,
      );
  });
}

/** Null: everything of the kind. Only what is open: names that nobody has are not stored. */
async function mark(
  tx: ShopTx,
  kind: InboxKind,
  refs: readonly string[] | null,
  who: string,
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into inbox_read (shop_id, who, kind, ref, read_at)
     select $1, $3, '${kind}', x.ref, greatest($2, x.since) from (${openSql(kind)}) x where $4::text[] is null or x.ref = any($4::text[])
     on conflict (shop_id, who, kind, ref) do update set read_at = excluded.read_at`,
    [tx.shopId, now, who, refs],
  );
}

/** Somebody gave things to somebody: to everybody else that is news. */
export async function newForOthers(tx: ShopTx, kind: InboxKind, refs: readonly string[], who: string): Promise<void> {
  await tx.run("delete from inbox_read where shop_id = $1 and kind = $2 and ref = any($3::text[]) and who <> $4", [
    tx.shopId,
    kind,
    refs,
    who,
  ]);
}
