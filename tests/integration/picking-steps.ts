/** What the tests of picking share: staff with phones, who talk to the app's routes as its pages do. */
import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { expect } from "vitest";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";
import { location, onlyPart, order, rows } from "./steps.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>;

export interface Sent {
  readonly address?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** Somebody of the shop's staff, by their number in Shopify. */
export function worker(world: TestWorld, { shop }: InstalledShop, userId: string) {
  const ask = async <Answer>(handler: Handler, { address = "/app/fulfillment", params = {}, form, json }: Sent) => {
    const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json);
    const request = new Request(new URL(address, world.appUrl), {
      method: body === null ? "GET" : "POST",
      body,
      headers: {
        "user-agent": BROWSER,
        authorization: `Bearer ${world.devshop.installer.idToken(shop, { userId })}`,
        ...(json !== undefined && { "content-type": "application/json" }),
      },
    });
    const answer = await handler({ request, params, context: {} });
    return (answer instanceof Response ? await answer.json() : answer) as Answer;
  };
  const at = (batchId: string) => ({ params: { batchId } });
  const routes = load();
  return {
    async queue(query = "") {
      const { queue } = await routes;
      return ask<Awaited<ReturnType<typeof queue.loader>>>(queue.loader, { address: `/app/fulfillment?${query}` });
    },
    /** Makes a batch of these orders and starts it. */
    async make(installed: InstalledShop, orders: readonly Order[], mode: string) {
      const { queue } = await routes;
      const waves = orders.map((order) => onlyPart(installed, order).id).join(" ");
      const made = await ask<Awaited<ReturnType<typeof queue.action>>>(queue.action, {
        form: { waves, mode, assignee: "" },
      });
      return made.status === "made" ? { ...made, batchId: made.batchIds[0] ?? "" } : made;
    },
    async act(batchId: string, form: Readonly<Record<string, string>>) {
      const { batch } = await routes;
      return ask<Awaited<ReturnType<typeof batch.action>>>(batch.action, { ...at(batchId), form });
    },
    async walk(batchId: string) {
      const { batch } = await routes;
      return ask<Awaited<ReturnType<typeof batch.loader>>>(batch.loader, at(batchId));
    },
    /** One after another, as a scanner does; the answer's verdicts in their order. */
    async scan(batchId: string, codes: readonly string[]) {
      const { scans } = await routes;
      const json = codes.map((code) => ({ id: randomUUID(), kind: "scan", code, units: 1 }));
      return verdicts(await ask<Scanned>(scans.action, { ...at(batchId), json }), json);
    },
    /** The page's own messages. */
    async send(batchId: string, json: readonly Message[]) {
      const { scans } = await routes;
      return verdicts(await ask<Scanned>(scans.action, { ...at(batchId), json }), json);
    },
    async packing(taskId: string) {
      const { pack } = await routes;
      return ask<Awaited<ReturnType<typeof pack.loader>>>(pack.loader, { params: { taskId } });
    },
    async check(taskId: string, codes: readonly string[]) {
      const { packScans } = await routes;
      const json = codes.map((code) => ({ id: randomUUID(), kind: "scan", code, units: 1 }));
      return verdicts(await ask<Scanned>(packScans.action, { params: { taskId }, json }), json);
    },
    async pack(taskId: string, form: Readonly<Record<string, string>>) {
      const { pack } = await routes;
      return ask<Awaited<ReturnType<typeof pack.action>>>(pack.action, { params: { taskId }, form });
    },
    async station(code: string) {
      const { station } = await routes;
      const address = `/app/fulfillment/pack?code=${encodeURIComponent(code)}`;
      const { found } = await ask<Awaited<ReturnType<typeof station.loader>>>(station.loader, { address });
      return found;
    },
    /** What the packing station lists. */
    async toPack() {
      const { station } = await routes;
      const address = "/app/fulfillment/pack";
      return ask<Awaited<ReturnType<typeof station.loader>>>(station.loader, { address });
    },
    async suggestions(query: string) {
      const { suggest } = await routes;
      const address = `/app/fulfillment/suggestions?${query}`;
      return ask<Awaited<ReturnType<typeof suggest.loader>>>(suggest.loader, { address });
    },
    async csv(which: "queueCsv" | "batchesCsv") {
      const request = new Request(new URL("/app/fulfillment.csv", world.appUrl), {
        headers: {
          "user-agent": BROWSER,
          authorization: `Bearer ${world.devshop.installer.idToken(shop, { userId })}`,
        },
      });
      const answer = await (await routes)[which].loader({ request, params: {}, context: {} });
      return answer.text();
    },
  };
}

export type Message =
  | {
      readonly id: string;
      readonly kind: "scan";
      readonly code: string;
      readonly units: number;
      readonly item?: string;
    }
  | { readonly id: string; readonly kind: "undo"; readonly of: string };

type Scanned =
  | { readonly status: "taken"; readonly results: Readonly<Record<string, { verdict: string; places: number[] }>> }
  | { readonly status: "held"; readonly name: string }
  | { readonly status: "closed" };

const verdicts = (answer: Scanned, sent: readonly { readonly id: string }[]): readonly string[] =>
  answer.status === "taken" ? sent.map(({ id }) => answer.results[id]?.verdict ?? "unanswered") : [answer.status];

const load = async () => ({
  queue: await import("../../app/features/picking/routes/queue.tsx"),
  queueCsv: await import("../../app/features/picking/routes/queue-csv.ts"),
  batchesCsv: await import("../../app/features/picking/routes/batches-csv.ts"),
  suggest: await import("../../app/features/picking/routes/suggest.tsx"),
  batch: await import("../../app/features/picking/routes/batch.tsx"),
  scans: await import("../../app/features/picking/routes/scans.ts"),
  station: await import("../../app/features/picking/routes/station.tsx"),
  pack: await import("../../app/features/picking/routes/pack.tsx"),
  packScans: await import("../../app/features/picking/routes/pack-scans.ts"),
});

/** Tasks of a batch, by their place: the order's name, how it is, why. */
export async function tasks(world: TestWorld, { shopId }: InstalledShop, batchId: string) {
  return rows<{ id: string; name: string; status: string; reason: string }>(
    world,
    `select k.task_id as id, o.name, k.status, k.reason from pick_task k join shop_order o using (shop_id, order_id)
      where k.shop_id = $1 and k.batch_id = $2 order by k.place`,
    [shopId, batchId],
  );
}

/** Two of the staff. */
export const [ANA, LUIS] = ["70001", "70002"];

/** A shop whose carrier is connected, with shirts and mugs in their bins in Madrid; only Madrid has shirts. */
export async function openWarehouse(world: TestWorld): Promise<InstalledShop> {
  const installed = await world.install(
    spanishShop({
      products: [
        { title: "Camiseta", variants: [{ sku: "CAM-1", priceMinor: 1990, grams: 250, stock: [40, 0, 0] }] },
        { title: "Taza", variants: [{ sku: "TAZ-1", priceMinor: 990, grams: 400, stock: [40, 3, 8] }] },
      ],
    }),
  );
  await world.connectCarrier(installed);
  for (const [sku, bin] of [
    ["CAM-1", "A-10"],
    ["TAZ-1", "A-2"],
  ] as const)
    await world.owner.query(
      `insert into item_bin (shop_id, location_id, item_id, bin)
       select $1, $2, item_id, $4 from inventory_item where shop_id = $1 and sku = $3`,
      [installed.shopId, location(installed, "Madrid"), sku, bin],
    );
  return installed;
}

/** Shoppers order, one after another. */
export async function placeOrders(
  world: TestWorld,
  installed: InstalledShop,
  lines: readonly Record<string, number>[],
): Promise<Order[]> {
  const placed: Order[] = [];
  for (const each of lines) placed.push(await order(world, installed, each));
  return placed;
}

/** Ana makes a batch of these orders and starts it. */
export async function startBatch(
  world: TestWorld,
  installed: InstalledShop,
  placed: readonly Order[],
  mode = "cluster",
): Promise<string> {
  const ana = worker(world, installed, ANA);
  const made = await ana.make(installed, placed, mode);
  if (made.status !== "made") throw new Error(made.status);
  expect(await ana.act(made.batchId, { do: "start" })).toEqual({ status: "did", did: "start" });
  return made.batchId;
}
