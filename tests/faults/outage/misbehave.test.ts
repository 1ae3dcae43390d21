import { afterAll, beforeAll, expect, test } from "vitest";
import { openOwnDatabase, type OwnDatabase } from "../../setup/own-database.ts";
import { openWorld, type TestWorld } from "../../setup/world.ts";
import { keepBooks, type Books } from "../audit/book.ts";
import { misbehave } from "./misbehave.ts";
import { planWeather, WEATHER } from "./weather.ts";

const SEED = 3;

let database: OwnDatabase;
let world: TestWorld;
let books: Books;
beforeAll(async () => {
  database = await openOwnDatabase();
  world = await openWorld();
  books = keepBooks(world.devshop);
});
afterAll(async () => {
  await database.close();
});

test("a plan of weather is the same for the same seed, and has every kind once a round", () => {
  expect(planWeather(7, 2)).toEqual(planWeather(7, 2));
  expect(planWeather(8, 1)).not.toEqual(planWeather(7, 1));
  const kinds = planWeather(7, 1).map(({ weather }) => weather);
  expect(kinds.toSorted()).toEqual(Object.keys(WEATHER).toSorted());
});

test(`after Shopify misbehaved in every way we know (seed ${SEED}) nothing is lost, done twice or stuck`, async () => {
  const { acknowledged, effects, findings } = await misbehave(world, books, SEED, 1);
  expect(findings).toEqual([]);
  expect(acknowledged).toBeGreaterThan(50);
  // Silence proves nothing where nothing was done. Eleven changes on a quiet machine; how many of them one change settles depends on who comes first.
  expect(effects).toBeGreaterThan(5);
}, 60_000);
