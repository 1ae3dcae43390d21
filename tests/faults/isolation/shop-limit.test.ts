/** One shop's script does not keep other shops waiting: over HTTP, with the pages that `npm start` serves. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanishShop } from "../../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../../setup/world.ts";
import { openPages, BROWSER, type Pages } from "../pages.ts";
import { bearer } from "./opened.ts";
import { staffToken } from "./tokens.ts";

const LIMIT = 25;

let world: TestWorld;
let pages: Pages;
beforeAll(async () => {
  process.env["SHOP_CALLS_PER_MINUTE"] = String(LIMIT);
  world = await openWorld();
  pages = await openPages();
}, 180_000);
afterAll(() => pages.close());

const COUNT = "/app/inbox/count";
const ask = (path: string, { shop }: InstalledShop, form?: Readonly<Record<string, string>>) =>
  fetch(pages.url + path, {
    method: form ? "POST" : "GET",
    body: form ? new URLSearchParams(form) : null,
    redirect: "manual",
    headers: { "user-agent": BROWSER, ...bearer(staffToken(shop.domain)) },
  });

test("who asks more often than a shop may in a minute is told to wait, on every page; another shop is answered", async () => {
  const busy = await world.install(spanishShop());
  const other = await world.install(spanishShop());
  const statuses: number[] = [];
  let refused: Response | undefined;
  // A new minute may begin meanwhile: of twice the limit and one more, at least one is too many.
  while (refused === undefined && statuses.length <= 2 * LIMIT) {
    const response = await ask(COUNT, busy);
    await response.arrayBuffer();
    statuses.push(response.status);
    if (response.status !== 200) refused = response;
  }
  expect(statuses.at(-1)).toBe(429);
  expect(statuses.length).toBeGreaterThan(LIMIT);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask(COUNT, other)).status).toBe(200);
  expect((await ask("/app/orders?_data=features%2Forders%2Froutes%2Forders", other)).status).toBe(200);
});

test("what is asked beyond it does nothing", async () => {
  const busy = await world.install(spanishShop());
  const roles = async () =>
    (await world.owner.query("select 1 from staff_setting where shop_id = $1", [busy.shopId])).rowCount;
  const send = () =>
    ask("/app/staff?_data=features%2Fstaff%2Froutes%2Fstaff", busy, { do: "newcomers", role: "picker" });
  let last = 200;
  for (let asked = 0; last !== 429 && asked <= 2 * LIMIT; asked += 1) last = (await ask(COUNT, busy)).status;
  expect(last).toBe(429);
  const before = await roles();
  const answered = (await send()).status;
  // In the first moment of a new minute it is taken; it is never refused and done.
  expect(await roles()).toBe(answered === 200 ? 1 : before);
});
