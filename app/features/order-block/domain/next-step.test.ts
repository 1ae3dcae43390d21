import { describe, expect, test } from "vitest";
import type { RiskKind } from "../../risks/domain/kinds.ts";
import { nextStep, type OrderAtWork, type PartAtWork } from "./next-step.ts";

const part = (given: Partial<PartAtWork> = {}): PartAtWork => ({
  fulfillmentOrderId: "71",
  refusal: null,
  method: "SHIPPING",
  task: null,
  pickup: null,
  ...given,
});
const order = (given: Partial<OrderAtWork> = {}): OrderAtWork => ({
  orderId: "17",
  name: "#1001",
  stage: "received",
  asks: false,
  labelWaits: false,
  choiceWaits: false,
  reportId: null,
  risks: [],
  parts: [],
  ...given,
});
const OPEN = { taskId: "5", batchId: "3", status: "open" } as const;
const PICKED = { taskId: "5", batchId: "3", status: "picked" } as const;
const PAGE = "/app/orders/17";
const RISKS = "/app/deliveries?q=%231001";

describe("what is next", () => {
  test.each<[string, Partial<OrderAtWork>, string, string | null]>([
    ["a question only a person can answer", { asks: true }, "answerQuestion", PAGE],
    ["a label whose price is a surprise, or whose address is in doubt", { labelWaits: true }, "chooseLabel", PAGE],
    ["what the shopper chose", { choiceWaits: true }, "answerShopper", PAGE],
    ["what the shopper reported", { reportId: "9", stage: "delivered" }, "settleReport", "/app/deliveries/reports/9"],
    ["a parcel that is silent", { risks: ["silent"], stage: "in_transit" }, "mindRisk", RISKS],
    ["picked: pack it", { parts: [part({ task: PICKED })] }, "pack", "/app/fulfillment/pack/5"],
    ["in a batch: pick it", { parts: [part({ task: OPEN })] }, "pick", "/app/fulfillment/batches/3"],
    ["may be shipped: buy its label", { parts: [part()] }, "ship", PAGE],
    [
      "to be collected",
      { parts: [part({ refusal: "other_method", method: "PICK_UP", pickup: "preparing" })] },
      "preparePickup",
      "/app/fulfillment/pickups/71",
    ],
    [
      "waits at the desk",
      { parts: [part({ refusal: "other_method", method: "PICK_UP", pickup: "ready" })] },
      "awaitCollection",
      "/app/fulfillment/pickups/71",
    ],
    [
      "the shop drives it itself",
      { parts: [part({ refusal: "other_method", method: "LOCAL" })] },
      "planDelivery",
      "/app/fulfillment/local",
    ],
    ["risk of fraud", { parts: [part({ refusal: "risk" })] }, "checkFraud", PAGE],
    ["held", { stage: "on_hold", parts: [part({ refusal: "held", task: OPEN })] }, "releaseHold", PAGE],
    ["held at the desk", { parts: [part({ refusal: "held", pickup: "preparing" })] }, "releaseHold", PAGE],
    ["no location", { parts: [part({ refusal: "no_location" })] }, "chooseLocation", PAGE],
    ["not paid", { parts: [part({ refusal: "payment_pending" })] }, "awaitPayment", null],
    ["a service has it", { parts: [part({ refusal: "requested" })] }, "awaitService", null],
    ["scheduled", { parts: [part({ refusal: "not_open" })] }, "awaitSchedule", null],
    ["a label is bought, and the parcel will follow", { parts: [part({ refusal: "has_parcel" })] }, "nothing", null],
    ["on its way", { stage: "in_transit" }, "onItsWay", null],
    ["delivered", { stage: "delivered" }, "arrived", null],
    ["cancelled", { stage: "cancelled", risks: ["silent"], parts: [part()] }, "cancelled", null],
    ["nothing at all", {}, "nothing", null],
  ])("%s", (_, given, code, path) => {
    expect(nextStep(order(given))).toMatchObject({ code, path });
  });

  test("a risk names itself, the most urgent first", () => {
    expect(nextStep(order({ risks: ["attempted", "silent"] }))).toEqual({
      code: "mindRisk",
      path: RISKS,
      risk: "attempted",
    });
  });

  test.each<[RiskKind, Partial<PartAtWork>, string]>([
    ["unpicked", {}, "ship"],
    ["unpicked", { task: OPEN }, "pick"],
    ["unpicked", { refusal: "payment_pending" }, "mindRisk"],
    ["pickupOverdue", { refusal: "other_method", pickup: "preparing" }, "preparePickup"],
  ])("of what is %s the remedy is the work itself, where somebody can do it", (kind, given, code) => {
    expect(nextStep(order({ risks: [kind], parts: [part(given)] })).code).toBe(code);
  });

  test("what goes wrong outside comes before the work at home, and a person's answer before both", () => {
    const both = order({ stage: "partly_shipped", risks: ["unpicked", "silent"], parts: [part()] });
    expect(nextStep(both)).toMatchObject({ code: "mindRisk", risk: "silent" });
    expect(nextStep({ ...both, asks: true, labelWaits: true, choiceWaits: true, reportId: "9" }).code).toBe(
      "answerQuestion",
    );
  });

  test("of several parts it is the one nearest to the door", () => {
    const parts = [part({ refusal: "held" }), part(), part({ task: OPEN }), part({ task: PICKED })];
    expect(nextStep(order({ parts })).code).toBe("pack");
    expect(nextStep(order({ parts: parts.slice(0, 3) })).code).toBe("pick");
    expect(nextStep(order({ parts: parts.slice(0, 2) })).code).toBe("ship");
    expect(nextStep(order({ parts: parts.slice(0, 1) })).code).toBe("releaseHold");
  });
});
