import { afterAll, beforeAll, expect, test } from "vitest";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { addressOf, ask, CARRIED, cartOf, LISTED, offering } from "./rates-steps.ts";

let database: OwnDatabase;
let world: TestWorld;
beforeAll(async () => {
  database = await openOwnDatabase();
  world = await openWorld();
});
afterAll(async () => {
  await database.close();
});

test("while the database is away checkout gets what is in memory, and nothing, without an error, from a process that just started", async () => {
  const installed = await offering(world, [LISTED, CARRIED]);
  const asked = () => ask(addressOf(installed), installed.shop.domain, cartOf(installed));
  const before = await asked();
  expect(before.rates).toHaveLength(2);

  await database.cut();
  expect(await asked()).toEqual(before);
  const { forgetKnowledge } = await import("../../app/features/checkout-rates/knowledge.server.ts");
  forgetKnowledge(installed.shop.domain);
  expect(await asked()).toEqual({ status: 200, rates: [] });
  expect(await (await fetch(`${world.appUrl}/metrics`)).text()).toMatch(
    /entrega_checkout_rates_total\{result="not_known"\} 1/,
  );

  await database.mend();
  expect(await asked()).toEqual(before);
});
