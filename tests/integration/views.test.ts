import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import { shownAs } from "../../app/features/views/domain/shown-as.ts";
import type { ViewAction, ViewOutcome } from "../../app/features/views/views.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";

const ANA = "70001";
const LUIS = "70002";

let world: TestWorld;
let shopId: ShopId;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  ({ shopId } = await world.install(spanishShop()));
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/views/views.server.ts")),
});

async function act(action: ViewAction, who = ANA, mayShare = true): Promise<ViewOutcome> {
  const app = await load();
  const given = app.viewActionSchema.parse(action);
  return app.inShop(shopId, (tx) => app.doViewAction(tx, given, { who, mayShare }, world.clock.now()));
}

/** Saves a view and gives its id. */
async function save(name: string, who = ANA, list: "orders" | "stock" = "orders"): Promise<string> {
  const saved = await act({ action: "saveView", list, name, query: "stage=late" }, who);
  if (saved.status !== "did" || saved.viewId === null) throw new Error(JSON.stringify(saved));
  return saved.viewId;
}

/** What somebody sees: names, with a star for what the list opens with. */
async function seen(who = ANA, list: "orders" | "stock" = "orders"): Promise<string[]> {
  const app = await load();
  const views = await app.inShop(shopId, (tx) => app.readViews(tx, list, who));
  return views.map(({ name, isDefault }) => `${name}${isDefault ? "*" : ""}`);
}

test("a view is its owner's alone, of one list, with a name of its own", async () => {
  await save("Late");
  await save("Late", LUIS);
  await save("Late", ANA, "stock");
  expect(await seen()).toEqual(["Late"]);
  expect(await act({ action: "saveView", list: "orders", name: " Late ", query: "" })).toEqual({
    status: "refused",
    code: "taken",
  });
  expect(await act({ action: "saveView", list: "orders", name: " ", query: "" })).toMatchObject({ code: "name" });
});

test("nobody renames, changes or deletes another person's", async () => {
  const viewId = await save("Late");
  for (const action of [
    { action: "renameView", list: "orders", viewId, name: "Mine" },
    { action: "changeView", list: "orders", viewId, query: "stage=open" },
    { action: "deleteView", list: "orders", viewId },
    { action: "shareView", list: "orders", viewId, on: "true" },
    { action: "defaultView", list: "orders", viewId, on: "true" },
  ] satisfies ViewAction[])
    expect(await act(action, LUIS)).toEqual({ status: "refused", code: "gone" });
  // Nor under the name of another list.
  expect(await act({ action: "deleteView", list: "stock", viewId })).toMatchObject({ code: "gone" });
  expect(await seen()).toEqual(["Late"]);
});

test("it is renamed, changed and deleted by its owner", async () => {
  const viewId = await save("Late");
  await act({ action: "renameView", list: "orders", viewId, name: "Very late" });
  expect(await seen()).toEqual(["Very late"]);
  const app = await load();
  await act({ action: "changeView", list: "orders", viewId, query: "stage=open" });
  expect(await app.inShop(shopId, (tx) => app.readViews(tx, "orders", ANA))).toMatchObject([{ query: "stage=open" }]);
  await act({ action: "deleteView", list: "orders", viewId });
  expect(await seen()).toEqual([]);
});

test("whoever may configure shares it; then everybody sees it, and only such people change it", async () => {
  const viewId = await save("Late");
  const share = (on: "true" | "false"): ViewAction => ({ action: "shareView", list: "orders", viewId, on });
  expect(await act(share("true"), ANA, false)).toMatchObject({ code: "forbidden" });
  await act(share("true"));
  expect(await seen(LUIS)).toEqual(["Late"]);
  const rename: ViewAction = { action: "renameView", list: "orders", viewId, name: "Ours" };
  expect(await act(rename, LUIS, false)).toMatchObject({ code: "forbidden" });
  expect(await act(rename, LUIS)).toMatchObject({ status: "did" });
  await act({ action: "defaultView", list: "orders", viewId, on: "true" }, LUIS, false);
  expect([await seen(LUIS), await seen()]).toEqual([["Ours*"], ["Ours"]]);
  await act(share("false"));
  expect([await seen(LUIS), await seen()]).toEqual([[], ["Ours"]]);
});

test("a list opens with one view for a person, until they take that back or delete it", async () => {
  const late = await save("Late");
  const early = await save("Early");
  const open = (viewId: string, on: "true" | "false"): ViewAction => ({
    ...{ action: "defaultView", list: "orders", viewId, on },
  });
  await act(open(late, "true"));
  await act(open(early, "true"));
  expect(await seen()).toEqual(["Late", "Early*"]);
  await act(open(early, "false"));
  expect(await seen()).toEqual(["Late", "Early"]);
  await act(open(late, "true"));
  const app = await load();
  const views = await app.inShop(shopId, (tx) => app.readViews(tx, "orders", ANA));
  const tidy = (given: URLSearchParams) => ({ ...(given.has("stage") && { stage: given.get("stage") ?? "" }) });
  expect(shownAs(views, new URLSearchParams(), tidy).toString()).toBe(`stage=late&saved=${late}`);
  await act({ action: "deleteView", list: "orders", viewId: late });
  expect(await seen()).toEqual(["Early"]);
});

test("of orders no search is kept, which may be a person; of other lists it is", async () => {
  const refused = { status: "refused", code: "search" };
  const query = "stage=held&q=ana%40example.com";
  expect(await act({ action: "saveView", list: "orders", name: "Ana's", query })).toEqual(refused);
  const viewId = await save("Held");
  expect(await act({ action: "changeView", list: "orders", viewId, query })).toEqual(refused);
  const app = await load();
  expect(await app.inShop(shopId, (tx) => app.readViews(tx, "orders", ANA))).toMatchObject([{ query: "stage=late" }]);
  expect(await act({ action: "saveView", list: "stock", name: "Vela", query: "q=vela" })).toMatchObject({
    status: "did",
  });
});

test("a person has at most thirty of a list", async () => {
  for (let number = 1; number <= 30; number += 1) await save(`View ${String(number)}`);
  expect(await act({ action: "saveView", list: "orders", name: "One more", query: "" })).toMatchObject({
    code: "full",
  });
  await save("Another list", ANA, "stock");
});
