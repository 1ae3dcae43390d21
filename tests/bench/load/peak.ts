/**
 * Shopify's Black Friday on this machine: 7,410 webhooks a second (741 orders, ten each) from 10,000 shops. Intake alone; beside the same server that
 * appends to a file, and the template's way; and intake with the order pipeline behind it. PostgreSQL syncs, row-level security is on.
 */
import { rm } from "node:fs/promises";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import { ratioText, type Report } from "../report.ts";
import { decidedOf, untilDecided } from "./feeder.ts";
import { PEAK_ORDERS, startPipeline } from "./pipeline.ts";
import { endPart, processorSeconds, processorText, startPart, type Part } from "./processes.ts";
import { makeOpenShops } from "./shops.ts";
import { raise } from "./storm.ts";

const SHOPS = 10_000;
const PEAK = PEAK_ORDERS * 10;
/** Each is half of what the two cores give; the third would only wait. */
const WEBS = 2;
const PREFIX = "peak";
const EMPTY = "truncate delivery, mark, fact, shop_lane, stray_delivery";
const WARM_SECONDS = 2;

const startWebs = async (kind: string, file = ""): Promise<Part[]> =>
  Promise.all(
    Array.from({ length: WEBS }, (_, n) => startPart("edge.ts", file === "" ? [kind] : [kind, `${file}.${n}`])),
  );

/** (a) intake alone, with its baseline and what survives kill -9 of the web processes and of PostgreSQL. */
export async function benchPeak(database: BenchDatabase, { seconds }: BenchOptions): Promise<Report> {
  const { owner, postmaster } = database;
  await makeOpenShops(owner, PREFIX, SHOPS);
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  const notes = [
    "A delivery's time runs from when it was due; lost: acknowledged and not stored, looked for one by one.",
  ];
  let from = 1;
  const file = `.data/peak-${process.pid}.log`;
  const measure = async (
    name: string,
    webs: readonly Part[],
    offered: { perSecond: number; seconds: number },
    counted: boolean,
  ) => {
    const ports = webs.map(({ port }) => port);
    const storm = { ports, prefix: PREFIX, shops: SHOPS };
    await raise({ ...storm, perSecond: 1_000, seconds: WARM_SECONDS, from });
    from += 1_000 * WARM_SECONDS;
    const parts = Object.fromEntries(webs.map((web, n) => [`web ${n + 1}`, web]));
    const before = processorSeconds(parts, postmaster());
    const { answers, lostIn } = await raise({ ...storm, ...offered, from });
    from += offered.perSecond * offered.seconds;
    const processor = processorText(before, processorSeconds(parts, postmaster()), answers.seconds);
    const lost = counted ? await lostIn(owner) : 0;
    const rate = answers.acknowledged / answers.seconds;
    if (lost > 0) faults.push(`${name}: ${lost} webhooks were acknowledged and are not stored`);
    if (answers.refused > 0) faults.push(`${name}: ${answers.refused} webhooks were refused`);
    return { rate, lost, answers, processor };
  };
  const line = (
    name: string,
    { rate, lost, answers, processor }: Awaited<ReturnType<typeof measure>>,
    baseline: number,
  ) => {
    rows.push([name, rate, ratioText(rate, baseline), answers.p50, answers.p99, lost, processor]);
  };
  try {
    const toFile = await startWebs("file", file);
    const most = { perSecond: 20_000, seconds: Math.max(5, seconds / 12) };
    const bound = await measure("file", toFile, most, false);
    await Promise.all(toFile.map((part) => endPart(part)));
    const webs = await startWebs("app");
    const templates = await startWebs("template");
    const template = await measure("template", templates, { ...most, perSecond: 4_000 }, false);
    await Promise.all(templates.map((part) => endPart(part)));
    const mostOfApp = await measure("most", webs, most, true);
    await owner.query(EMPTY);
    const sustained = await measure("peak", webs, { perSecond: PEAK, seconds }, true);
    line("file, 20,000/s offered", bound, bound.rate);
    line("template, 4,000/s offered", template, bound.rate);
    line("app, 20,000/s offered", mostOfApp, bound.rate);
    notes.push(`Of the template's way: ${ratioText(mostOfApp.rate, template.rate)}.`);
    line(`app, ${PEAK.toLocaleString("en")}/s for ${seconds} s`, sustained, bound.rate);
    const killed = await raise(
      { ports: webs.map(({ port }) => port), prefix: PREFIX, shops: SHOPS, perSecond: PEAK, seconds: 4, from },
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        for (const web of webs) await endPart(web, "SIGKILL");
      },
    );
    from += PEAK * 4;
    const again = await startWebs("app");
    const crashed = await raise(
      { ports: again.map(({ port }) => port), prefix: PREFIX, shops: SHOPS, perSecond: PEAK, seconds: 4, from },
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        await database.crash();
      },
    );
    for (const web of again) await endPart(web, "SIGKILL");
    for (const [name, { answers, lostIn }] of [
      ["web processes killed", killed],
      ["PostgreSQL killed", crashed],
    ] as const) {
      const lost = await lostIn(owner);
      if (lost > 0) faults.push(`${name}: ${lost} acknowledged webhooks are not stored`);
      rows.push([
        `${name} (kill -9)`,
        answers.acknowledged / 4,
        "",
        answers.p50,
        answers.p99,
        lost,
        `${answers.broken} answers lost`,
      ]);
    }
  } finally {
    for (let n = 0; n < WEBS; n += 1) await rm(`${file}.${n}`, { force: true });
    await owner.query(EMPTY);
  }
  return {
    title: `Peak: ${SHOPS.toLocaleString("en")} shops, ten webhooks an order, ${WEBS} web processes, PostgreSQL and generator on one machine`,
    columns: ["", "acknowledged/s", "of the file", "p50 ms", "p99 ms", "lost", "processor, of one core"],
    rows,
    notes,
    faults,
  };
}

/** (c) intake and pipeline together, at a common rate that is lowered until both keep up. */
export async function benchBoth({ owner, postmaster }: BenchDatabase, { seconds }: BenchOptions): Promise<Report> {
  const shops = await makeOpenShops(owner, "both", SHOPS);
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  const webs = await startWebs("app");
  const { parts, close } = await startPipeline();
  let from = 10_000_000;
  const run = async (orders: number, lasting: number) => {
    const all = { ...parts, ...Object.fromEntries(webs.map((web, n) => [`web ${n + 1}`, web])) };
    const before = processorSeconds(all, postmaster());
    const first = from;
    const { answers, lostIn } = await raise({
      ports: webs.map(({ port }) => port),
      prefix: "both",
      shops: shops.length,
      perSecond: orders * 10,
      seconds: lasting,
      from,
    });
    from += Math.ceil(orders * lasting);
    const processor = processorText(before, processorSeconds(all, postmaster()), lasting);
    const fed = { from: first, to: from, startedAt: answers.startedAt, perSecond: orders };
    const inTime = await untilDecided(owner, fed, 2_000);
    const decided = await decidedOf(owner, fed);
    const lost = await lostIn(owner);
    if (lost > 0) faults.push(`${lost} acknowledged webhooks are not stored`);
    const row = [
      `${Math.round(orders)} orders/s for ${Math.round(lasting)} s`,
      answers.acknowledged / lasting,
      answers.p50,
      answers.p99,
      decided.perSecond,
      decided.p50,
      decided.p99,
      lost,
      processor,
    ];
    console.log(row.join("  "));
    rows.push(row);
    // What is left of a rate that was too high would be measured with the next one.
    await untilDecided(owner, fed, 120_000);
    return inTime && answers.p99 <= 500;
  };
  try {
    await run(10, 2);
    let rate = PEAK_ORDERS;
    while (rate > 20 && !(await run(rate, 5))) rate *= 0.5;
    await run(rate, seconds * 0.6);
  } finally {
    await close();
    for (const web of webs) await endPart(web, "SIGKILL");
  }
  return {
    title: "Intake and order pipeline together",
    columns: [
      "offered",
      "acknowledged/s",
      "ack p50 ms",
      "p99 ms",
      "decided/s",
      "p50 ms",
      "p99 ms",
      "lost",
      "processor, of one core",
    ],
    rows,
    notes: [],
    faults,
  };
}
