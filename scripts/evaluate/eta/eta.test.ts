import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { evaluateEta } from "./eta.ts";

const ROOT = join(import.meta.dirname, "../../..");
const COLUMNS = [
  "order_id",
  "status",
  "purchased_at",
  "approved_at",
  "ship_by",
  "delivered_at",
  "seller_id",
  "seller_state",
  "customer_state",
  "customer_zip",
  "km",
  "weight_g",
  "n_items",
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

const UNTIL = "2018-05-01";
const time = (day: number) =>
  new Date(Date.UTC(2018, 0, 1) + day * 86_400_000).toISOString().slice(0, 19).replace("T", " ");

/** Bought one every three hours of 2018, five days to the door and more with the distance. */
const invented = (count = 1_200): Row[] =>
  Array.from({ length: count }, (_, n) => ({
    order_id: `order-${n}`,
    status: "delivered",
    purchased_at: time(n / 8),
    approved_at: time(n / 8 + 0.1),
    ship_by: time(n / 8 + 3.1),
    delivered_at: time(n / 8 + 5 + (n % 4) + (n % 7) / 4),
    seller_id: `seller-${n % 5}`,
    seller_state: "SP",
    customer_state: n % 4 === 0 ? "SP" : "RJ",
    customer_zip: "1310",
    km: String(50 + 400 * (n % 4)),
    weight_g: "500",
    n_items: "1",
  }));
const csv = (rows: readonly Row[]): string =>
  [COLUMNS.join(","), ...rows.map((row) => COLUMNS.map((column) => row[column]).join(","))].join("\n");

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "evaluate-eta-"))));
afterEach(() => rmSync(folder, { recursive: true }));
const out = () => join(folder, "out.csv");

function fileWith(rows: readonly Row[]): string {
  const file = join(folder, "orders.csv");
  writeFileSync(file, csv(rows));
  return file;
}
const evaluated = (rows: readonly Row[], until = UNTIL) =>
  evaluateEta([fileWith(rows), "--train-until", until, "--predictions", out()]);
function predictions(rows: readonly Row[]): string {
  evaluated(rows);
  return readFileSync(out(), "utf8");
}

const isLater = ({ purchased_at }: Row) => purchased_at >= UNTIL;

describe("what was bought from the date on", () => {
  test("is predicted, each order once, p50 before p90, and scored by month", () => {
    const rows = invented();
    const score = evaluated(rows);
    const [head, ...lines] = readFileSync(out(), "utf8").trim().split("\n");
    expect(head).toBe("order_id,p50,p90");
    expect(lines.map((line) => line.split(",")[0])).toEqual(rows.filter(isLater).map(({ order_id }) => order_id));
    for (const line of lines) {
      const [, p50, p90] = line.split(",").map(Number);
      expect(p50).toBeGreaterThan(0);
      expect(p90).toBeGreaterThanOrEqual(p50 ?? NaN);
    }
    expect(score.n).toBe(lines.length);
    expect(score.mae).toBeLessThan(1);
    expect(score.coverage).toBeGreaterThan(0.8);
    expect(Object.keys(score.by_month)).toEqual(["2018-05"]);
  });

  test("is predicted without what came after the purchase: outcomes of later orders, and deliveries after the date, change nothing", () => {
    const rows = invented();
    const spoiled = rows.map((row): Row => {
      if (isLater(row)) return { ...row, delivered_at: "", status: "canceled" };
      return row.delivered_at >= UNTIL ? { ...row, delivered_at: time(300), status: "shipped" } : row;
    });
    expect(predictions(spoiled)).toBe(predictions(rows));
  });

  test("is learned from what arrived before", () => {
    const slower = invented().map((row, n) => (isLater(row) ? row : { ...row, delivered_at: time(n / 8 + 12) }));
    expect(predictions(slower)).not.toBe(predictions(invented()));
  });

  test("is predicted when nothing has arrived, and then there is no score", () => {
    const score = evaluated(invented().map((row) => (isLater(row) ? { ...row, delivered_at: "" } : row)));
    expect(score).toEqual({ n: 0, mae: null, bias: null, coverage: null, mean_p90: null, by_month: {} });
    expect(readFileSync(out(), "utf8").split("\n").length).toBeGreaterThan(200);
  });

  test("is predicted where little is known of it", () => {
    const bare = invented().map((row) =>
      isLater(row)
        ? { ...row, ship_by: "", approved_at: "", km: "", weight_g: "", n_items: "", customer_zip: "" }
        : row,
    );
    expect(evaluated(bare).mae).toBeLessThan(2.5);
  });
});

test("a compressed file is read as it is", () => {
  const plain = predictions(invented());
  const file = join(folder, "orders.csv.gz");
  writeFileSync(file, gzipSync(csv(invented())));
  evaluateEta([file, "--train-until", UNTIL, "--predictions", out()]);
  expect(readFileSync(out(), "utf8")).toBe(plain);
});

describe("what is wrong is named, and nothing is written", () => {
  test.each<[string, Partial<Row>, RegExp]>([
    ["a time that is none", { purchased_at: "yesterday" }, /row 2, purchased_at/],
    ["a day that is none", { delivered_at: "2018-13-45 00:00:00" }, /row 2, delivered_at/],
    ["a number that is none", { km: "far" }, /row 2, km/],
  ])("%s", (_, wrong, message) => {
    const rows = invented().map((row, n) => (n === 0 ? { ...row, ...wrong } : row));
    expect(() => evaluated(rows)).toThrow(message);
    expect(existsSync(out())).toBe(false);
  });

  test("a date after all orders, one that is no date, and no arguments", () => {
    expect(() => evaluated(invented(), "2020-01-01")).toThrow(/no order was bought on or after 2020-01-01/);
    expect(() => evaluated(invented(), "2018-02-30")).toThrow(/No such date/);
    expect(() => evaluateEta([])).toThrow(/usage: eta/);
  });
});

test("as a command, the last line is the score as JSON", () => {
  const args = ["scripts/evaluate.ts", "eta", fileWith(invented()), "--train-until", UNTIL, "--predictions", out()];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect(status).toBe(0);
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
    n: 240,
    by_month: { "2018-05": { n: 240 } },
  });
});
