import { afterAll, beforeAll, expect, test } from "vitest";
import { openOwnDatabase, type OwnDatabase } from "../../setup/own-database.ts";
import { openWorld, type TestWorld } from "../../setup/world.ts";
import { stockStorm } from "./storm.ts";

const SIZE = { locations: 3, items: 25, acts: 400 };

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
  ["only of available", 11, false],
  ["of every state", 12, true],
])(
  "after a storm the ledger explains each level, and calls outside what nobody can explain and nothing else; Shopify tells %s",
  async (_what, seed, allStates) => {
    const { findings, sales, changedOutside, foundOutside, accused } = await stockStorm(world, seed, SIZE, {
      allStates,
    });
    expect(findings).toEqual([]);
    expect(sales).toBeGreaterThan(60);
    expect(changedOutside).toBeGreaterThan(15);
    expect({ foundOutside, accused }).toEqual({ foundOutside: changedOutside, accused: 0 });
  },
  60_000,
);
