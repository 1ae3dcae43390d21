/** What the day has shown, and whether a promise of the product was broken. */
import { readMirror } from "../../tests/setup/mirror.ts";
import { mirrorView, type MirrorView } from "../../tests/devshop/state/mirror-view.ts";
import { parseId, type ShopId } from "../../app/core/ids.ts";
import { countApp, ended, total, type AppCounts } from "./app-counts.ts";
import type { Demo } from "./open-demo.ts";
import type { DayPlayed } from "./play-day.ts";

export interface Row {
  readonly name: string;
  readonly value: string;
}

export interface Verdict {
  readonly rows: readonly Row[];
  /** One sentence per broken promise; empty when all were kept. */
  readonly broken: readonly string[];
}

/** Compares the app's books with the dev shop's. `seconds`: how long it took. */
export async function verdictOn(demo: Demo, day: DayPlayed, seconds: number): Promise<Verdict> {
  const counts = await countApp(demo.owner, demo.shop.domain);
  const mirror = await compareMirror(demo);
  return {
    rows: rowsOf(demo, day, counts, mirror, seconds),
    broken: [...brokenPromises(demo, day, counts), ...mirror.differences],
  };
}

interface MirrorComparison {
  readonly summary: string;
  readonly differences: readonly string[];
}

async function compareMirror({ owner, shop }: Demo): Promise<MirrorComparison> {
  const { rows } = await owner.query<{ id: string }>("select id from shop where domain = $1", [shop.domain]);
  const theirs = mirrorView(shop);
  const ours = await readMirror(owner, parseId<ShopId>(rows[0]?.id ?? ""));
  const differences: string[] = [];
  let objects = 0;
  for (const kind of Object.keys(theirs) as (keyof MirrorView)[]) {
    const [inShop, inMirror] = [theirs[kind].map(canonical), ours[kind].map(canonical)];
    objects += inShop.length;
    const [shopSet, mirrorSet] = [new Set(inShop), new Set(inMirror)];
    const missing = inShop.filter((each) => !mirrorSet.has(each));
    const wrong = inMirror.filter((each) => !shopSet.has(each));
    if (missing.length + wrong.length === 0 && inShop.length === inMirror.length) continue;
    const examples = [`shop ${missing[0] ?? "nothing"}`, `mirror ${wrong[0] ?? "nothing"}`].join("\n    ");
    differences.push(`The mirror differs from the shop in ${missing.length + wrong.length} ${kind}:\n    ${examples}`);
  }
  const summary = differences.length === 0 ? `exact: ${objects} objects` : "DIFFERS";
  return { summary, differences };
}

/** Keys in one order, so that equal objects are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function brokenPromises(demo: Demo, day: DayPlayed, counts: AppCounts): string[] {
  const { webhooks, problems } = demo.devshop.counters();
  const kept = counts.deliveries + counts.strays;
  // Some are never sent, on purpose. A request whose answer was lost is sent again: the books may have more repeats than the dev shop.
  const sent = webhooks.created - webhooks.dropped;
  const onTheWay = total(counts.parcels) - ended(counts);
  const checks: [isKept: boolean, otherwise: string][] = [
    [kept === sent, `${sent} different webhooks were sent and ${kept} are in the books.`],
    [
      kept + counts.repeats >= webhooks.delivered,
      `${webhooks.delivered} requests were acknowledged and ${kept + counts.repeats} are in the books.`,
    ],
    [webhooks.lost === 0, `${webhooks.lost} webhooks were given up after the last retry.`],
    [counts.orders === demo.shop.orders.size, `The app knows ${counts.orders} of ${demo.shop.orders.size} orders.`],
    [day.placed >= 500, `Only ${day.placed} orders were placed: a day has 500.`],
    [counts.marks === 0, `${counts.marks} things still wait to be read again.`],
    [counts.facts === 0, `${counts.facts} facts have not been applied.`],
    [counts.undecided === 0, `${counts.undecided} fulfillment orders have no decision.`],
    [counts.openIntents === 0, `${counts.openIntents} effects are not settled.`],
    [counts.asks === 0, `Of ${counts.asks} effects nobody knows whether they happened.`],
    [onTheWay === 0, `${onTheWay} parcels have not arrived.`],
    [problems.length === 0, `The dev shop had problems: ${problems.slice(0, 3).join("; ")}`],
  ];
  return checks.flatMap(([isKept, otherwise]) => (isKept ? [] : [otherwise]));
}

function rowsOf(demo: Demo, day: DayPlayed, counts: AppCounts, mirror: MirrorComparison, seconds: number): Row[] {
  const { webhooks, adminApi } = demo.devshop.counters();
  const { decisions, done, parcels } = counts;
  const live = (outcome: string) => decisions[`live ${outcome}`] ?? 0;
  const observed =
    total(decisions) - ["stay", "move", "split", "hold", "unroutable"].reduce((all, each) => all + live(each), 0);
  const perOrder = adminApi.pointsSpent / Math.max(1, day.placed);
  const row = (name: string, value: number | string, note = ""): Row => ({
    name,
    value: `${typeof value === "number" ? value.toLocaleString("en") : value}${note === "" ? "" : `  (${note})`}`,
  });
  return [
    row(
      "orders in",
      day.placed,
      `${day.soldOut} more sold out at checkout; ${counts.orders - day.placed} older ones imported`,
    ),
    row(
      "webhooks sent",
      webhooks.created,
      `${webhooks.dropped} of them lost on purpose, ${webhooks.failed} sent again`,
    ),
    row("webhooks received", counts.deliveries, "every other one is in the books"),
    row("duplicates", counts.repeats, "recorded, without effect"),
    row("decided in observe", observed, `the first ${day.observed} orders: shown, not touched`),
    row("routed: stay", live("stay")),
    row("routed: move", live("move")),
    row("routed: split", live("split"), `after ${day.miscounts} miscounted shelves`),
    row("held", live("hold") + live("unroutable"), "nothing fits; a person decides"),
    row("labels", done["label.buy"] ?? 0, `${done["label.void"] ?? 0} given back`),
    row("scans", counts.scans),
    row("parcels delivered", parcels["delivered"] ?? 0, others(parcels)),
    row("events written back", done["fulfillment.event"] ?? 0, `${done["order.promise"] ?? 0} promises written`),
    row("mirror = shop", mirror.summary),
    row(
      "API points per order",
      perOrder.toFixed(0),
      `${adminApi.pointsSpent.toLocaleString("en")} in ${adminApi.requests.toLocaleString("en")} requests, ${adminApi.throttled} throttled`,
    ),
    ...dearest(adminApi.points).map(([name, points]) =>
      row(`  ${name}`, (points / Math.max(1, day.placed)).toFixed(1), `${adminApi.operations[name] ?? 0} requests`),
    ),
    row("time", `${seconds.toFixed(0)} s`),
  ];
}

/** The operations that cost most, dearest first. */
function dearest(points: Readonly<Record<string, number>>): [name: string, points: number][] {
  return Object.entries(points)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 12);
}

function others(parcels: Readonly<Record<string, number>>): string {
  const rest = Object.entries(parcels).filter(([stage]) => stage !== "delivered");
  return rest.map(([stage, count]) => `${count} ${stage}`).join(", ");
}
