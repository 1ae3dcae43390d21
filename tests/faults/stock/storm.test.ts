import { afterAll, beforeAll, expect, test } from "vitest";
import { openOwnDatabase, type OwnDatabase } from "../../setup/own-database.ts";
import { openWorld, type TestWorld } from "../../setup/world.ts";
import { stockStorm } from "./storm.ts";

const SIZE = { locations: 3, items: 25, acts: 400, atOnce: 40 };

let database: OwnDatabase;
let world: TestWorld;
beforeAll(async () => {
  database = await openOwnDatabase();
  world = await openWorld();
});
afterAll(async () => {
  await database.close();
});

test.each([
  ["only of available", 11, { allStates: false, transfersHold: "reserved" }],
  ["of every state", 12, { allStates: true, transfersHold: "committed" }],
] as const)(
  "after a storm the ledger explains each level, and calls outside what nobody can explain and nothing else; Shopify tells %s",
  async (_what, seed, knobs) => {
    const storm = await stockStorm(world, seed, SIZE, knobs);
    const { findings, sales, met, shipments, counted, changedOutside, foundOutside, accused } = storm;
    expect(findings).toEqual([]);
    expect(sales).toBeGreaterThan(100);
    expect(changedOutside).toBeGreaterThan(15);
    expect(Math.min(met, shipments, counted)).toBeGreaterThan(5);
    expect({ foundOutside, accused }).toEqual({ foundOutside: changedOutside, accused: 0 });
  },
  120_000,
);
