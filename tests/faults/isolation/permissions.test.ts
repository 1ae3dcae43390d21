/**
 * Every page and every act of the admin names what it needs (shell/for-admin.server.ts), and the server holds to it: asked of all of app/routes.ts, so that
 * a new one is asked without anybody remembering.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ALL_PERMISSIONS,
  permissionOfPage,
  PERMISSIONS,
  refusalOf,
  scopesOf,
  type Permission,
  type Role,
} from "../../../app/core/permissions.ts";
import { hire } from "../../devshop/state/staff.ts";
import { bearer, openBoth, type Asked, type Opened } from "./opened.ts";
import { everyForm, everyRoute } from "./routes.ts";
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

/** What anybody of the shop's people may open: the frame, the words of the trade, their own saved lists. */
const OPEN = new Set([
  "shell/routes/frame",
  "shell/routes/missing",
  "features/help/routes/words",
  "features/views/routes/views",
]);
/** Pages whose address says less than what they show: orders; who gets the goods; what only somebody who ships needs; words that anybody may look up. */
const NARROWER: Readonly<Record<string, Permission>> = {
  "features/home/routes/home": "seeOrders",
  "features/local-delivery/routes/proof": "seeRecipient",
  "features/packing/routes/print": "ship",
  "features/fulfillment/routes/label": "ship",
};

interface Answer extends Asked {
  readonly status: number;
  readonly needed: string | null;
}

async function ask(asked: Asked, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(both.pages.url + asked.address, {
    method: asked.form ? "POST" : "GET",
    redirect: "manual",
    headers: { "user-agent": BROWSER, ...headers },
    ...(asked.form && { body: new URLSearchParams(asked.form) }),
  });
  await response.arrayBuffer();
  return { ...asked, status: response.status, needed: response.headers.get("x-needed-permission") };
}

/** Somebody new of my shop, who has been here once. */
async function person(id: string, role: Role, scopes: readonly string[] | null) {
  const { mine, world } = both;
  hire(mine.shop, { id, firstName: "Luis", lastName: "Peña", email: "luis@norte.example", scopes });
  const headers = () => bearer(staffToken(mine.shop.domain, { claims: { sub: id } }));
  await ask({ route: "frame", address: "/app?_data=shell%2Froutes%2Fframe" }, headers());
  await world.owner.query("update staff_member set role = $3 where shop_id = $1 and user_id = $2", [
    mine.shopId,
    id,
    role,
  ]);
  return headers;
}

/** One request of each kind that a route of the admin answers. */
function adminRoutes(): Asked[] {
  const shows = new Set(both.pages.routes.filter(({ hasLoader }) => hasLoader).map(({ id }) => id));
  return everyRoute(both, "1").filter(
    ({ route, address, form }) =>
      address.startsWith("/app") && !OPEN.has(route) && (form !== undefined || shows.has(route)),
  );
}

const said = ({ route, address, form, status, needed }: Answer) =>
  `${route} ${form ? "takes" : "shows"} ${address} ${String(status)} ${needed ?? ""}`;

describe("a person without any permission in Shopify", () => {
  test("is refused by every page and every act, which says what it needs", async () => {
    const headers = await person("71", "manager", []);
    const answers = [];
    for (const each of adminRoutes()) answers.push(await ask(each, headers()));
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.filter(({ status, needed }) => status !== 403 || needed === null).map(said)).toEqual([]);
    const known: readonly string[] = ALL_PERMISSIONS;
    expect(answers.filter(({ needed }) => needed !== null && !known.includes(needed)).map(said)).toEqual([]);
    // What the links of the pages ask (core/permissions.ts) is what the pages ask.
    const otherwise = answers.filter(
      ({ route, address, form, needed }) =>
        form === undefined && needed !== (NARROWER[route] ?? permissionOfPage(address)),
    );
    expect(otherwise.map(said)).toEqual([]);
  });
});

describe.each(["picker", "service"] as const)("a %s", (role) => {
  test("sees and does what the role is for; everything else is refused with 403, and nothing is stored", async () => {
    const { mine, world } = both;
    const id = role === "picker" ? "72" : "73";
    const headers = await person(id, role, null);
    const userScopes = scopesOf(
      Object.values(PERMISSIONS)
        .flatMap(({ scope }) => scope ?? [])
        .join(","),
    );
    const may = (permission: string | null) =>
      permission !== null && refusalOf({ userScopes, role }, permission as Permission) === null;
    const forms = (await everyForm(both)).filter(({ route }) => !OPEN.has(route));
    // What each needs is known from whoever may nothing.
    const nobody = await person(`${id}0`, "manager", []);
    // Home leads whoever may not see orders to the goods: two pages in one.
    const pages = adminRoutes().filter(
      ({ route, form }) => form === undefined && route !== "features/home/routes/home",
    );
    const wrong: string[] = [];
    const refused: Asked[] = [];
    for (const each of [...pages, ...forms]) {
      const { needed } = await ask(each, nobody());
      if (!may(needed)) refused.push(each);
    }
    expect(refused.length).toBeGreaterThan(60);
    const before = await stateOf(world.owner, mine.shopId);
    for (const each of refused) {
      const answer = await ask(each, headers());
      if (answer.status !== 403) wrong.push(said(answer));
    }
    expect(wrong).toEqual([]);
    const after = await stateOf(world.owner, mine.shopId);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([]);
    for (const each of pages.filter((page) => !refused.includes(page))) {
      const answer = await ask(each, headers());
      if (answer.status === 403) wrong.push(said(answer));
    }
    expect(wrong).toEqual([]);
  });
});
