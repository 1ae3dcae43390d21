import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListName, SavedOfList } from "../../app/features/views/domain/view.ts";
import type { ViewOutcome } from "../../app/features/views/public.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { BROWSER } from "../faults/pages.ts";

/** What a page of a list gives, as far as saved views go. */
interface Shown {
  readonly filter: unknown;
  readonly saved: SavedOfList;
}
type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;

/** Of each list: where it is, something to filter it by, and what answers. A list without a line here does not compile. */
const LISTS: Readonly<Record<ListName, readonly [path: string, query: string, () => Promise<{ loader: Loader }>]>> = {
  orders: ["/app/orders", "stage=held", () => import("../../app/features/orders/routes/orders.tsx")],
  inbox: ["/app/inbox", "q=anna", () => import("../../app/features/inbox/routes/inbox.tsx")],
  deliveries: ["/app/deliveries", "view=resolved", () => import("../../app/features/risks/routes/deliveries.tsx")],
  arrivals: ["/app/deliveries/on-time", "view=all", () => import("../../app/features/delivery/routes/on-time.tsx")],
  reports: ["/app/deliveries/reports", "state=open", () => import("../../app/features/shopper/routes/reports.tsx")],
  queue: ["/app/fulfillment", "view=waiting", () => import("../../app/features/picking/routes/queue.tsx")],
  batches: ["/app/fulfillment/batches", "status=done", () => import("../../app/features/picking/routes/batches.tsx")],
  manifests: [
    "/app/fulfillment/manifests",
    "carrier=shippo",
    () => import("../../app/features/packing/routes/manifests.tsx"),
  ],
  pickups: [
    "/app/fulfillment/pickups",
    "view=ready&sort=readyBy.desc",
    () => import("../../app/features/pickup/routes/pickups.tsx"),
  ],
  stock: ["/app/inventory", "stock=low&low=9", () => import("../../app/features/inventory/routes/inventory.tsx")],
  alerts: ["/app/inventory/alerts", "state=snoozed", () => import("../../app/features/alerts/routes/alerts.tsx")],
  buffers: ["/app/inventory/buffers", "look=wrong", () => import("../../app/features/buffers/routes/buffers.tsx")],
  counts: ["/app/inventory/counts", "status=review", () => import("../../app/features/counts/routes/counts.tsx")],
  suggestions: [
    "/app/inventory/transfers",
    "sort=units.asc",
    () => import("../../app/features/transfers/routes/suggestions.tsx"),
  ],
  transfers: [
    "/app/inventory/transfers/all",
    "status=DRAFT",
    () => import("../../app/features/transfers/routes/transfers.tsx"),
  ],
  automations: [
    "/app/automations",
    "state=paused",
    () => import("../../app/features/automation/routes/automations.tsx"),
  ],
  runs: ["/app/settings/flow", "status=refused", () => import("../../app/features/flow/routes/flow.tsx")],
  messages: ["/app/settings/messages/log", "status=failed", () => import("../../app/features/messages/routes/log.tsx")],
  locations: [
    "/app/settings/locations",
    "kind=store",
    () => import("../../app/features/locations/routes/locations.tsx"),
  ],
  codes: ["/app/settings/carriers/codes", "state=open", () => import("../../app/features/carriers/routes/codes.tsx")],
  audit: ["/app/audit", "area=staff", () => import("../../app/features/audit/routes/audit.tsx")],
};

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const asked = (address: string, body: URLSearchParams | null = null): LoaderFunctionArgs => ({
  request: new Request(new URL(address, world.appUrl), {
    method: body ? "POST" : "GET",
    body,
    headers: { "user-agent": BROWSER, authorization: `Bearer ${world.devshop.installer.idToken(installed.shop)}` },
  }),
  params: {},
  context: {},
});

async function act(form: Readonly<Record<string, string>>): Promise<ViewOutcome> {
  const { action } = await import("../../app/features/views/routes/views.ts");
  return action(asked("/app/views", new URLSearchParams(form)));
}

test.each(Object.entries(LISTS))("%s opens as somebody saved it", async (list, [path, query, route]) => {
  const { loader } = await route();
  const show = async (search: string) => (await loader(asked(`${path}?${search}`))) as Shown;
  const usual = await show("");
  expect(usual.saved).toEqual({ list, views: [], view: null });
  const filtered = await show(query);
  expect(filtered.filter).not.toEqual(usual.filter);

  const outcome = await act({ action: "saveView", list, name: "Mine", query });
  const viewId = outcome.status === "did" ? (outcome.viewId ?? "") : "";
  expect((await show("")).filter).toEqual(usual.filter);
  expect(await act({ action: "defaultView", list, viewId, on: "true" })).toEqual({ status: "did", viewId });

  const opened = await show("");
  expect(opened.filter).toEqual(filtered.filter);
  expect(opened.saved).toMatchObject({ list, views: [{ viewId, query, isDefault: true }], view: viewId });
  // Its own tab still leads to the list as it is.
  expect((await show("saved=none")).filter).toEqual(usual.filter);
});
