/** A thousand storms on the app's own code; and the oracle on trial: with a defect planted in the database it must find it. */
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShopId } from "../../../app/core/ids.ts";
import { useOwnDatabase } from "../../setup/own-database.ts";
import { openStormApi, type StormApi } from "./admin-api.ts";
import { runStorm, type Storm } from "./storm.ts";

const SEEDS = 1_000;
/** Enough to find each of the planted defects. */
const FEW = 100;

let api: StormApi;
let owner: pg.Pool;
beforeAll(async () => {
  await useOwnDatabase();
  api = await openStormApi();
  process.env["DEVSHOP_URL"] = api.url;
  owner = new pg.Pool({ connectionString: process.env["OWNER_URL"], max: 2 });
});
afterAll(async () => {
  api.close();
  await owner.end();
});

/** What is wrong, with the command that shows it again. */
const told = ({ first, count, wrong }: Storm) =>
  wrong.map(
    ({ seed, what }) => `seed ${seed} (npm run faults -- --part storms --seed ${first} --rounds ${count}): ${what}`,
  );

test("whatever is lost, late, repeated, out of order, without a time or with a wrong one: every seed converges", async () => {
  const storm = await runStorm({ owner, api, first: 1, count: SEEDS, fresh: true });
  expect(told(storm)).toEqual([]);
  // Nothing that changes from "now" on by such a clock has changed yet by Shopify's: the worse of the two directions.
  expect(storm.skewMs).toBeGreaterThan(3_600_000);
  expect(storm.arrivals).toBeGreaterThan(storm.webhooks);
}, 60_000);

/** A trigger on one table for the rows of one shop. */
function trigger(table: string, when: string, body: string) {
  return async (shopId: ShopId): Promise<void> => {
    const name = `planted_${table}_${shopId}`;
    await owner.query(
      `create function ${name}() returns trigger language plpgsql as $$ begin ${body} end $$;
       create trigger ${name} before ${when} on ${table} for each row when (new.shop_id = ${shopId}) execute function ${name}()`,
    );
  };
}

test("when nothing is lost, webhooks alone do: nobody has to ask", async () => {
  expect(told(await runStorm({ owner, api, first: 2_001, count: FEW, whole: true }))).toEqual([]);
});

test("the oracle finds a mark that is cleared although it was made anew meanwhile", async () => {
  const plant = trigger("mark", "update", "new.version := old.version; return new;");
  const { wrong } = await runStorm({ owner, api, first: 2_001, count: FEW, plant, whole: true });
  expect(wrong).not.toEqual([]);
});

test("the oracle finds a mirror that goes by updated_at instead of the number of the read, and a fact that is taken twice", async () => {
  const rule =
    "if new.read_no > old.read_no and new.updated_at <= old.updated_at then return null; end if; return new;";
  const plant = async (shopId: ShopId) => {
    await trigger("inventory_level", "update", rule)(shopId);
    await trigger("order_event", "insert", "new.ref := new.ref || ' ' || gen_random_uuid(); return new;")(shopId);
  };
  const { wrong } = await runStorm({ owner, api, first: 2_001, count: FEW, plant });
  const found = new Set(wrong.map(({ what }) => what.split(" ")[0]));
  expect(found).toEqual(new Set(["levels", "event"]));
});
