import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { captureLog, type LogLine } from "../setup/captured-log.ts";
import { useOwnDatabase } from "../setup/own-database.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import { connectMail, learn } from "./messages-steps.ts";
import { DAY, order, switchOn } from "./steps.ts";

/** Words that are nowhere but in this shopper's order. */
const PERSON = {
  firstName: "Wenceslada",
  lastName: "Urrutikoetxea",
  phone: "+34655444333",
  address1: "Travesía del Olmo Seco 9",
  address2: "Ático derecha",
  city: "Quintanilla de Abajo",
  zip: "09512",
  countryCode: "ES",
  latitude: 42.61,
  longitude: -3.71,
};
const EMAIL = "wenceslada.u@buzon.example";
/** Nobody but who has the key reads these, ever. */
const SEALED = ["Wenceslada", "Urrutikoetxea", "655444333", "Olmo Seco", "tico derecha", "wenceslada.u"];
/** Where carriers scanned the parcel and where mail went to ("w…@buzon.example") is readable until they are erased; so is the parcel's number. */
const KNOWN = ["Quintanilla", "buzon.example"];

let world: TestWorld;
let installed: InstalledShop;
let lines: LogLine[];
beforeAll(async () => {
  await useOwnDatabase();
  process.env["LOG_LEVEL"] = "debug";
  world = await openWorld();
  lines = await captureLog();
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

test("a shopper stands readable in no table, log line or file of the database, neither while they are known nor when they are erased", async () => {
  await switchOn(world, installed, "route", "hold", "ship", "events", "messages");
  await world.connectCarrier(installed);
  await connectMail(world, installed);
  const placed = await order(
    world,
    installed,
    { "CAM-1": 1 },
    { shippingAddress: PERSON, email: EMAIL, note: "para Wenceslada Urrutikoetxea" },
  );
  await learn(world, installed, placed);
  for (let day = 0; day < 6; day += 1) await world.advance(installed, DAY);
  expect(await column("select count(*)::int from order_person")).toEqual([1]);
  const numbers = (await column("select tracking_number from parcel")).map(String);
  expect(numbers).toHaveLength(1);
  expect(await found(SEALED)).toEqual([]);

  const body = `{"shop_domain":"${installed.shop.domain}","customer":{"id":1,"email":"${EMAIL}"},"orders_to_redact":[${placed.id}]}`;
  expect(await send(world, installed, body, { path: "/webhooks/compliance", topic: "customers/redact" })).toMatchObject(
    { status: 200 },
  );
  await world.settle(installed);
  expect(await column("select count(*)::int from order_person")).toEqual([0]);
  expect(await inTables([...SEALED, ...KNOWN, ...numbers])).toEqual([]);
  expect(await found(SEALED)).toEqual([]);
});

test("the search would find what is readable", async () => {
  await world.owner.query("create table told (word text)");
  await world.owner.query("insert into told values ('Wenceslada')");
  expect(await found(SEALED)).toEqual(
    expect.arrayContaining(["table told: Wenceslada", expect.stringMatching(/^file base.*: Wenceslada$/)]),
  );
  await world.owner.query("drop table told");
});

/** Where any of the words stands. */
async function found(words: readonly string[]): Promise<string[]> {
  return [...(await inTables(words)), ...inLog(words), ...(await inFiles(words))];
}

async function inTables(words: readonly string[]): Promise<string[]> {
  const tables = await column(
    "select quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  const found: string[] = [];
  for (const table of tables)
    for (const word of words) {
      const rows = await column(`select count(*)::int from ${String(table)} t where strpos(t::text, $1) > 0`, [word]);
      if (rows[0] !== 0) found.push(`table ${String(table)}: ${word}`);
    }
  return found;
}

function inLog(words: readonly string[]): string[] {
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  return words.filter((word) => text.includes(word)).map((word) => `log: ${word}`);
}

/** The files of this database and the log of what was written, as they are on the disk. */
async function inFiles(words: readonly string[]): Promise<string[]> {
  await world.owner.query("checkpoint");
  const [folder, oid] = [
    await column("show data_directory"),
    await column("select oid::text from pg_database where datname = current_database()"),
  ].map(([first]) => String(first));
  return [`base/${oid ?? ""}`, "pg_wal"].flatMap((part) =>
    readdirSync(join(folder ?? "", part), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap(({ name }) => {
        const bytes = readFileSync(join(folder ?? "", part, name));
        return words.filter((word) => bytes.includes(word)).map((word) => `file ${part}/${name}: ${word}`);
      }),
  );
}

async function column(sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const { rows } = await world.owner.query<unknown[]>({ text: sql, values: [...values], rowMode: "array" });
  return rows.map(([first]) => first);
}
