import { fork, type ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { makeShops, type BenchDatabase } from "./bench-database.ts";
import type { Answers, Load } from "./generator.ts";
import { ratioText, type Report } from "./report.ts";

const SHOPS = 10_000;
/** One that any machine follows, for the times; one that none does, for the most it can. */
const RATES = [1_000, 12_000];
const SECONDS = 4;

/**
 * Webhooks over HTTP to the app's web edge, signed, at a fixed rate from a process of its own. Baseline: the same server, reader and check, but the
 * delivery is appended to one file that is synced. All on 127.0.0.1; generator, server and database share the machine.
 */
export async function benchReceiver({ owner }: BenchDatabase): Promise<Report> {
  await makeShops(owner, "receiver", SHOPS);
  const file = `.data/bench-${process.pid}.log`;
  const edges = { file: await start("file", file), app: await start("app") };
  const rows = [];
  const faults: string[] = [];
  let acknowledged = 0;
  let run = 0;
  try {
    await send({ port: edges.app.port, perSecond: 2_000, seconds: 1, ...common((run += 1)) }); // warm
    await owner.query("truncate delivery, mark, fact, shop_lane");
    for (const perSecond of RATES) {
      const offered = { perSecond, seconds: SECONDS };
      const toFile = await measure(edges.file, { ...offered, ...common((run += 1)) });
      const toApp = await measure(edges.app, { ...offered, ...common((run += 1)) });
      acknowledged += toApp.acknowledged;
      if (toApp.refused > 0) faults.push(`${toApp.refused} good webhooks were refused at ${perSecond} a second`);
      for (const [name, answers] of [
        ["file", toFile],
        ["app", toApp],
      ] as const)
        rows.push([
          `${name}, ${perSecond.toLocaleString("en")} a second offered`,
          answers.good / SECONDS,
          ratioText(answers.good, toFile.good),
          answers.p50,
          answers.p99,
          answers.max,
          answers.cpuMicros,
        ]);
    }
    const { rows: stored } = await owner.query<{ count: number }>("select count(*)::int as count from delivery");
    const lost = acknowledged - (stored[0]?.count ?? 0);
    if (lost > 0) faults.push(`${lost} of ${acknowledged} webhooks were acknowledged and are not stored`);
  } finally {
    for (const { process: edge } of Object.values(edges)) edge.kill();
    await rm(file, { force: true });
    await owner.query("truncate delivery, mark, fact, shop_lane");
  }
  return {
    title: `Receiver over HTTP: ${SHOPS.toLocaleString("en")} shops, 256 connections, signed bodies of 140 bytes`,
    columns: ["", "answered 200 per second", "of the file", "p50 ms", "p99 ms", "max ms", "CPU µs each (server)"],
    rows,
    notes: [
      "A delivery's time runs from when it was due; beyond the most a server can do it only tells how long the queue was.",
    ],
    faults,
  };
}

const common = (run: number) => ({
  secret: process.env["SHOPIFY_API_SECRET"] ?? "",
  prefix: "receiver",
  shops: SHOPS,
  run,
});

const here = (name: string): string => join(import.meta.dirname, name);

interface Edge {
  readonly port: number;
  readonly process: ChildProcess;
}

const told = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code ?? "a signal"}`)));
  });

/** Starts a server in a process of its own and learns its port. */
async function start(...args: string[]): Promise<Edge> {
  const child = fork(here("edge.ts"), args);
  return { port: await told(child), process: child };
}

/** Sends a load to a server and learns what processor time each answer took there. */
async function measure(edge: Edge, load: Omit<Load, "port">): Promise<Answers & { cpuMicros: number }> {
  const used = () => {
    edge.process.send("processor time");
    return told(edge.process);
  };
  const before = await used();
  const answers = await send({ ...load, port: edge.port });
  return { ...answers, cpuMicros: ((await used()) - before) / (answers.acknowledged + answers.refused) };
}

async function send(load: Load): Promise<Answers> {
  const child = fork(here("generator.ts"));
  const answers = new Promise<Answers>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Answers));
    child.once("exit", (code) => reject(new Error(`the generator ended with ${code ?? "a signal"}`)));
  });
  child.send(load);
  return answers;
}
