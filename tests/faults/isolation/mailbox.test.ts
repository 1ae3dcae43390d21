import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShopId } from "../../../app/core/ids.ts";
import { appPool, newShop, ownerPool } from "../../integration/bets-setup.ts";

/** The one way from a shop to another, in raw SQL under the app's role: whatever a feature may be brought to send, nothing goes but along an open link. */
let owner: pg.Pool;
let app: pg.Pool;
let mine: ShopId;
let theirs: ShopId;
let third: ShopId;
beforeAll(async () => {
  owner = ownerPool();
  app = appPool();
  [mine, theirs, third] = [await newShop(owner), await newShop(owner), await newShop(owner)];
  await owner.query("update shop set installed_at = '2026-11-01' where id = any($1)", [[mine, theirs, third]]);
});
afterAll(() => Promise.all([owner.end(), app.end()]));

const AT = "2026-11-02T10:00:00Z";
const CONFIRMED = { confirmed_at: AT, peer_confirmed_at: AT };

/** Does something as the app inside a shop, and takes nothing back: others look at it afterwards. */
async function inside<T>(shopId: ShopId, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await app.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    const value = await work(client);
    await client.query("commit");
    return value;
  } finally {
    client.release();
  }
}

async function putLink(
  shopId: ShopId,
  linkId: number,
  peer: ShopId,
  change: Record<string, unknown> = {},
): Promise<void> {
  const row = {
    side: "source",
    location_id: 1,
    rule: "sum",
    peer_id: peer,
    peer_domain: "x",
    created_at: AT,
    ...change,
  };
  const values = { shop_id: shopId, link_id: linkId, ...row };
  await owner.query(
    `insert into stock_link (${Object.keys(values).join(", ")}) values (${Object.keys(values)
      .map((_, index) => `$${index + 1}`)
      .join(", ")})`,
    Object.values(values),
  );
}

/** Sends a message along a link from my shop, and tells how many the function says it carried. */
const send = (linkId: number, from = mine) =>
  inside(from, async (client) => {
    await client.query(
      `insert into stock_message (shop_id, link_id, way, code, no, moved, stated, ack_moved, ack_stated, number, sent_at, status)
       values ($1, $2, 'out', 'CAM-1', 1, -1, 0, 0, 0, null, $3, 'waiting')`,
      [from, linkId, AT],
    );
    const { rows } = await client.query<{ sent: number }>("select stock_link_send($1, $2) as sent", [linkId, AT]);
    return rows[0]?.sent;
  });

const boxOf = async (shopId: ShopId) =>
  (
    await owner.query<{ way: string; status: string }>(
      "select way, status from stock_message where shop_id = $1 order by message_id",
      [shopId],
    )
  ).rows;

let next = 9_000_000_000;
const newLink = () => (next += 1);

describe("a message", () => {
  test("goes along a link that both sides have confirmed, and only the other side has it", async () => {
    const link = newLink();
    await putLink(mine, link, theirs, CONFIRMED);
    await putLink(theirs, link, mine, { ...CONFIRMED, side: "follower" });
    expect(await send(link)).toBe(1);
    expect(await boxOf(theirs)).toEqual([{ way: "in", status: "new" }]);
    expect(await boxOf(third)).toEqual([]);
    await owner.query("delete from stock_message where shop_id = $1", [theirs]);
  });

  test.each([
    ["a link that only I know of, forged to be open", async (link: number) => putLink(mine, link, theirs, CONFIRMED)],
    [
      "a link of two other shops, forged to be mine",
      async (link: number) => {
        await putLink(theirs, link, third, CONFIRMED);
        await putLink(third, link, theirs, CONFIRMED);
        await putLink(mine, link, theirs, CONFIRMED);
      },
    ],
    [
      "a link of two other shops",
      async (link: number) => {
        await putLink(theirs, link, third, CONFIRMED);
        await putLink(third, link, theirs, CONFIRMED);
      },
    ],
    [
      "a link that the other side has not confirmed, whatever my row says",
      async (link: number) => {
        await putLink(mine, link, theirs, CONFIRMED);
        await putLink(theirs, link, mine);
      },
    ],
    [
      "a link that the other side has cut, whatever my row says",
      async (link: number) => {
        await putLink(mine, link, theirs, CONFIRMED);
        await putLink(theirs, link, mine, { ...CONFIRMED, ended_at: AT });
      },
    ],
    ["no link at all", () => Promise.resolve()],
  ])("does not go along %s", async (_, prepare) => {
    const link = newLink();
    await prepare(link);
    expect(await send(link)).toBe(0);
    expect([await boxOf(theirs), await boxOf(third)]).toEqual([[], []]);
  });

  test("does not go to or from a shop that has left", async () => {
    const left = await newShop(owner);
    const link = newLink();
    await putLink(mine, link, left, CONFIRMED);
    await putLink(left, link, mine, CONFIRMED);
    expect([await send(link), await send(link, left)]).toEqual([0, 0]);
  });
});

test.each(["select stock_link_cut($1, $2) as done", "select stock_link_confirm($1, $2) as done"])(
  "another shop's link is left alone: %s",
  async (sql) => {
    const link = newLink();
    await putLink(theirs, link, third, { side: "follower" });
    await putLink(third, link, theirs);
    const state = () => owner.query("select * from stock_link where link_id = $1 order by shop_id", [link]);
    const before = (await state()).rows;
    const { rows } = await inside(mine, (client) => client.query<{ done: boolean }>(sql, [link, AT]));
    expect(rows).toEqual([{ done: false }]);
    expect((await state()).rows).toEqual(before);
  },
);

test("a code gives nothing twice, and nothing without a shop", async () => {
  const link = newLink();
  const hash = Buffer.alloc(32, 7);
  await putLink(theirs, link, theirs, {
    peer_id: null,
    peer_domain: "",
    code_hash: hash,
    code_until: "2026-11-02T10:15:00Z",
  });
  const enter = (client: pg.PoolClient) => client.query("select answer from stock_link_enter($1, 1, $2)", [hash, AT]);
  const client = await app.connect();
  expect((await enter(client)).rows).toEqual([]);
  client.release();
  expect((await inside(mine, enter)).rows).toEqual([{ answer: "entered" }]);
  expect((await inside(third, enter)).rows).toEqual([{ answer: "wrong" }]);
});

test("the functions run with a search path nobody can change, and only the app may call those that it needs", async () => {
  const { rows } = await owner.query<{ name: string; pinned: boolean; who: string[] }>(
    `select p.proname as name, p.prosecdef and p.proconfig = array['search_path=pg_catalog, pg_temp'] as pinned,
            array(select r.rolname::text from pg_roles r where not r.rolsuper and r.rolname like 'entrega%' and has_function_privilege(r.oid, p.oid, 'execute') order by 1) as who
       from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'stock_link%' order by 1`,
  );
  const may = (name: string) => (["stock_link_pair", "stock_links_end"].includes(name) ? [] : ["entrega_app"]);
  expect(rows.map(({ name }) => name)).toEqual([
    "stock_link_confirm",
    "stock_link_cut",
    "stock_link_enter",
    "stock_link_pair",
    "stock_link_send",
    "stock_links_end",
  ]);
  for (const { name, pinned, who } of rows)
    expect({ name, pinned, who }).toEqual({ name, pinned: true, who: may(name) });
});
