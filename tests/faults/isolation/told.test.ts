/**
 * What a person does stands in the log of it (features/audit): every form of every page is sent by a manager about their own things, and whatever changed in
 * the shop has an entry that says so. A new act is asked without anybody remembering.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { bearer, openBoth, type Opened } from "./opened.ts";
import { everyForm } from "./routes.ts";
import { BROWSER } from "../pages.ts";
import { staffToken } from "./tokens.ts";
import { stateOf } from "./two-shops.ts";

let both: Opened;
beforeAll(async () => {
  both = await openBoth();
}, 180_000);
afterAll(async () => {
  await both.close();
});

/** Tables that change beside what somebody does, or that nobody has to be told of: work lists, who has what on screen, how somebody likes their own lists. */
const BESIDE = [
  ...["mark", "shop_lane", "shop_session", "staff_member", "delivery", "due_item", "audit_entry"],
  ...["personal_read", "pick_claim", "pickup_try", "inbox_read", "saved_view", "view_default"],
];

test("whatever a manager changes has an entry in the log, in the transaction that changed it", async () => {
  const { mine, world, pages } = both;
  const headers = () => ({ "user-agent": BROWSER, ...bearer(staffToken(mine.shop.domain)) });
  await fetch(`${pages.url}/app?_data=shell%2Froutes%2Fframe`, { headers: headers() });
  const entries = async () =>
    (await world.owner.query("select 1 from audit_entry where shop_id = $1", [mine.shopId])).rowCount ?? 0;
  const untold: string[] = [];
  let changes = 0;
  let before = await stateOf(world.owner, mine.shopId, BESIDE);
  let told = await entries();
  for (const { route, address, form } of await everyForm(both)) {
    const response = await fetch(pages.url + address, {
      method: "POST",
      redirect: "manual",
      headers: headers(),
      body: new URLSearchParams(form),
    });
    await response.arrayBuffer();
    const after = await stateOf(world.owner, mine.shopId, BESIDE);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    const now = await entries();
    if (changed.length > 0) changes += 1;
    if (changed.length > 0 && now === told) untold.push(`${route} ${JSON.stringify(form)}: ${changed.join(" ")}`);
    [before, told] = [after, now];
  }
  expect(untold).toEqual([]);
  expect(changes).toBeGreaterThan(20);
});
