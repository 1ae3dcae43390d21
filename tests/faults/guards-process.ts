/**
 * Runs each guard's probe with the guard and without it, and prints what got through as JSON: a process of its own, because Node lets a module's
 * source be changed only where nothing else loads modules (tests/faults/guards.test.ts starts it).
 */
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { insertKey, insertOrder, newShop } from "../integration/shipping-rows.ts";
import { GUARDS, type Load, type Scene } from "./guards/list.ts";
import { appWithout } from "./guards/without.ts";

/** Node's own comparison in constant time, counted: how long a comparison takes cannot be tested reliably, whether it is this one can. */
let compared = 0;
const { timingSafeEqual } = crypto;
crypto.timingSafeEqual = (a, b) => {
  compared += 1;
  return timingSafeEqual(a, b);
};
syncBuiltinESMExports();

const [shop, other] = [await newShop(), await newShop()];
const scene: Scene = {
  domain: shop.domain,
  shopId: shop.shopId,
  otherId: other.shopId,
  orderId: "77",
  customerId: "7",
};
await insertOrder(shop.shopId, scene.orderId, { customer_id: scene.customerId });
await insertKey(shop.shopId, scene.orderId, "0123456789abcdef".repeat(2));

const importApp = appWithout(GUARDS.map(({ cuts }) => cuts));
const loader =
  (without?: number): Load =>
  async <T>(path: string) =>
    (await importApp(path, without)) as T;

const results = [];
for (const [index, { name, through }] of GUARDS.entries()) {
  const before = compared;
  const withGuard = await through(loader(), scene);
  const inConstantTime = compared > before;
  results.push({ name, withGuard, without: await through(loader(index), scene), inConstantTime });
}
console.log(JSON.stringify(results));
process.exit(0);
