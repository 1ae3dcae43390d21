import { expect, test } from "vitest";
import type { DeliveryPromise, DeliveryStage } from "../../delivery/domain/order-status-view.ts";
import { keptOf } from "./kept.ts";

const until = (to: string | null): DeliveryPromise => ({ from: null, to, source: "checkout", reason: null });
const TODAY = "2026-11-23";

test.each<[string, DeliveryStage, string | null, (number | null)[], boolean, object | null]>([
  ["nothing speaks against it", "in_transit", "2026-11-25", [], false, { code: "onTrack", days: 0 }],
  ["its last day is today", "in_transit", TODAY, [], false, { code: "onTrack", days: 0 }],
  ["it will probably be late", "in_transit", "2026-11-25", [], true, { code: "endangered", days: 0 }],
  ["a part came late, and the rest is still coming", "in_transit", "2026-11-25", [2], false, { code: "endangered" }],
  ["its day is over, across a month too", "delayed", "2026-10-31", [], true, { code: "passed", days: 23 }],
  ["everything came in time", "delivered", "2026-11-20", [0, -2], false, { code: "kept", days: 0 }],
  [
    "a part came late: it stays late where the promise moved",
    "delivered",
    "2026-11-30",
    [0, 3],
    false,
    { code: "late", days: 3 },
  ],
  ["it arrived, and nobody knows what had been seen", "delivered", "2026-11-20", [null], false, null],
  ["nobody was shown a date", "in_transit", null, [], false, null],
  ["it is cancelled", "cancelled", "2026-11-20", [], true, null],
])("%s", (_, stage, to, late, endangered, expected) => {
  const kept = keptOf({ stage, promise: until(to), late, endangered }, TODAY);
  if (expected === null) expect(kept).toBeNull();
  else expect(kept).toMatchObject(expected);
});
