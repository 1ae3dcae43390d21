import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IMPERSONAL_TABLES, PERSONAL_TABLES } from "../../app/features/shops/domain/personal-tables.ts";
import { columnsWith, tenantColumns } from "./one-of-everything.ts";
import { newShop } from "./shops-setup.ts";
import { NOW, openPrivacy, personOf } from "./shops-privacy-setup.ts";

let its: Awaited<ReturnType<typeof openPrivacy>>;
beforeAll(async () => {
  its = await openPrivacy();
});
afterAll(async () => its.close());

test("every table with rows of a shop says where a customer is in it, or why nowhere", async () => {
  const { shopId } = await its.opened();
  const tables = await its.app.inShop(shopId, tenantColumns);
  const names = [...new Set(tables.map(({ table }) => table))].toSorted();
  expect([...Object.keys(PERSONAL_TABLES), ...Object.keys(IMPERSONAL_TABLES)].toSorted()).toEqual(names);
});

describe("a request", () => {
  test("is stored sealed, once, due in 30 days", async () => {
    const here = await its.opened();
    const body = { customer: { id: 5, email: "ana@example.com" } };
    expect(await its.receive(here, "customers/data_request", body, "wh-same")).toBe("stored");
    expect(await its.receive(here, "customers/data_request", body, "wh-same")).toBe("stored");
    const rows = await its.app.inShop(here.shopId, (tx) =>
      tx.rows("select due_at, encode(sealed, 'escape') as sealed from privacy_request where shop_id = $1", [
        here.shopId,
      ]),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.["due_at"]).toEqual(new Date("2026-12-21T12:00:00Z"));
    expect(rows[0]?.["sealed"]).not.toContain("ana@example.com");
  });

  test("for a shop we never had is a stray, without its body", async () => {
    const domain = newShop(its.devshop).domain;
    const result = await its.app.receiveCompliance({
      domain,
      topic: "customers/redact",
      webhookId: "wh-stray",
      body: { customer: { email: "ana@example.com" } },
      receivedAt: NOW,
    });
    expect(result).toBe("stray");
    const { rows } = await its.app.sqlPool.query("select topic, webhook_id from stray_delivery where domain = $1", [
      domain,
    ]);
    expect(rows).toEqual([{ topic: "customers/redact", webhook_id: "wh-stray" }]);
  });
});

describe("customers/data_request", () => {
  test("finds the customer in every table, opens what is sealed, and leaves out everybody else", async () => {
    const here = await its.opened();
    const ana = await its.customerIn(here, "ana");
    await its.customerIn(here, "bob");
    await its.receive(here, "customers/data_request", {
      customer: { id: ana.customerId, email: ana.email },
      orders_requested: [],
      data_request: { id: 1 },
    });
    await its.work(here);

    const [request] = await its.requestsOf(here);
    expect(request).toMatchObject({ sealed: null, done_at: NOW });
    expect(Object.keys(request?.outcome ?? {}).toSorted()).toEqual(Object.keys(PERSONAL_TABLES).toSorted());
    expect(Object.entries(request?.outcome ?? {}).filter(([, count]) => count === 0)).toEqual([]);

    const file = await its.app.inShop(here.shopId, (tx) => its.app.readFile(tx, request?.file_id ?? ""));
    const answer = JSON.parse(file?.bytes.toString() ?? "{}") as Record<string, Record<string, unknown>>;
    expect(answer["persons"]).toEqual({ [ana.orderId]: personOf("ana", ana.email) });
    const [label] = Object.values(answer["files"] ?? {});
    expect(label).toEqual({
      contentType: "application/pdf",
      base64: Buffer.from("label for ana").toString("base64"),
    });
    expect(JSON.stringify(answer)).not.toContain("bob");
    expect(JSON.stringify(answer)).toContain("marker-ana parcel.tracking_number");
    expect(JSON.stringify(answer)).not.toContain("marker-ana order_key.key");
  });

  test("writes down that the person was read, and why", async () => {
    const here = await its.opened();
    const ana = await its.customerIn(here, "ana");
    await its.receive(here, "customers/data_request", { customer: { id: ana.customerId } });
    await its.work(here);
    const reads = await its.app.inShop(here.shopId, (tx) =>
      tx.rows("select order_id, purpose from personal_read where shop_id = $1 and purpose = 'data_request'", [
        here.shopId,
      ]),
    );
    expect(reads).toEqual([{ order_id: ana.orderId, purpose: "data_request" }]);
  });
});

describe("customers/redact", () => {
  /** What stays of an erased customer's order: goods, places, times, codes. A new column is put here or erased; both on purpose. */
  const KEPT = new Set([
    ...["who", "role", "permission", "page", "area", "code", "data"].map((column) => `audit_entry.${column}`),
    ...["asked_by", "asked_as", "allowed_by"].map((column) => `intent.${column}`),
    ...["run", "action", "status", "code"].map((column) => `flow_run.${column}`),
    "mark.set_aside_code",
    "mark.digest",
    "mark.cause",
    "order_refund_line.restock_type",
    "shop_order.name",
    "shop_order.channel",
    "shop_order.financial_status",
    "shop_order.fulfillment_status",
    "shop_order.risk",
    "shop_order.currency",
    "shop_order.shipping_title",
    "shop_order.shipping_code",
    "shop_order.dest_country",
    "shop_order.stage",
    "shop_order.attention",
    "shop_order.priority_by",
    "shop_order.assignee",
    "shop_order.assignee_by",
    "order_line.sku",
    "order_line.title",
    "order_line.variant_title",
    "order_line.bundle",
    "order_line.selling_plan",
    "counted_order.month",
    "counted_order.state",
    "replay_order.change",
    "replay_order.before",
    "replay_order.after",
    "message.kind",
    "message.fact",
    "message.audience",
    "message.status",
    "message.why",
    "message.locale",
    "message.answer",
    "order_event.code",
    "order_event.ref",
    "order_event.data",
    "fulfillment_order.status",
    "fulfillment_order.request_status",
    "fulfillment_order.delivery_method",
    "fulfillment_order.supported_actions",
    "fulfillment_order.holds",
    "fulfillment_order_line.sku",
    "fulfillment.status",
    "fulfillment.display_status",
    "fulfillment.events",
    "fulfillment.parcel_stage",
    "pickup.code",
    "pickup.state",
    "pickup.asked",
    "pickup.problem",
    "pickup.ready_by_reason",
    "pickup.ready_who",
    "pickup.settled_who",
    "pickup.checked",
    "local_stop.area",
    "local_stop.state",
    "local_stop.asked",
    "local_stop.problem",
    "local_stop.driver",
    "local_stop.failed",
    "local_stop.settled_who",
    "pick_task.boxes",
    "pick_task.status",
    "pick_task.reason",
    "pick_task.news",
    "pick_short.reason",
    "pick_short.count_name",
    "printed_document.kind",
    "printed_document.by",
    "printed_document.by_name",
    "printed_document.void_reason",
    "parcel.box",
    "parcel.contents",
    "parcel.carrier",
    "parcel.service",
    "parcel.courier",
    "parcel.currency",
    "label_wish.wish",
    "label_choice.status",
    "label_choice.carrier",
    "label_choice.service",
    "label_choice.why",
    "label_choice.offers",
    "label_choice.guard",
    "label_choice.who",
    "label_replacement.status",
    "label_replacement.was_currency",
    "label_replacement.offered_currency",
    "label_replacement.box",
    "label_replacement.asked_by",
    "parcel.stage",
    "parcel_scan.scan_key",
    "parcel_scan.code",
    "parcel_scan.stage",
    "delivery_promise.source",
    "delivery_promise.reason",
    "delivery_promise.confidence",
    "delivery_promise.basis",
    "promise_shown.surface",
    "delivery_outcome.part",
    "delivery_outcome.carrier",
    "delivery_outcome.blame",
    "risk.part",
    "risk.kind",
    "risk.carrier",
    "risk.evidence",
    "risk.fact_key",
    "risk.currency",
    "risk.owner",
    "risk.snooze",
    "risk.snoozed_key",
    "risk.snoozed_by",
    "shopper_choice.request_key",
    "shopper_choice.kind",
    "shopper_choice.status",
    "shopper_choice.codes",
    "shopper_choice.settled_by",
    "delivery_report.request_key",
    "delivery_report.kind",
    "delivery_report.lines",
    "delivery_report.suggestion",
    "delivery_report.status",
    "delivery_report.currency",
    "delivery_report.settled_by",
    "delivery_report.codes",
    "routing_case.status",
    "routing_case.cause",
    "routing_case.refusals",
    "routing_decision.cause",
    "routing_decision.outcome",
    "routing_decision.mode",
    "routing_decision.currency",
    "routing_decision.plan",
    "routing_decision.trace",
    "intent.kind",
    "intent.subject",
    "intent.input",
    "intent.status",
    "intent.cause",
    "fact.webhook_id",
    "fact.topic",
    "fact.code",
    "fact.data",
    "personal_read.who",
    "personal_read.purpose",
  ]);

  test("erases the person, the label, the key, tags, tracking and every trace to them; the order stays", async () => {
    const here = await its.opened();
    const ana = await its.customerIn(here, "ana");
    const bob = await its.customerIn(here, "bob");
    const personal = async (marker: string) => {
      const columns = await its.app.inShop(here.shopId, (tx) => columnsWith(tx, marker));
      return columns.filter((each) => (each.split(".")[0] ?? "") in PERSONAL_TABLES);
    };
    const bobBefore = await personal(bob.marker);
    await its.receive(here, "customers/redact", {
      customer: { id: ana.customerId, email: ana.email },
      orders_to_redact: [ana.orderId],
    });
    await its.work(here);

    expect((await personal(ana.marker)).filter((column) => !KEPT.has(column))).toEqual([]);
    expect(await personal(bob.marker)).toEqual(bobBefore);
    await its.app.inShop(here.shopId, async (tx) => {
      expect(
        await tx.rows("select 1 from shop_order where shop_id = $1 and customer_id = $2", [
          here.shopId,
          ana.customerId,
        ]),
      ).toEqual([]);
      expect(
        await tx.rows("select dest_lat, dest_lng from shop_order where shop_id = $1 and order_id = $2", [
          here.shopId,
          ana.orderId,
        ]),
      ).toEqual([{ dest_lat: null, dest_lng: null }]);
    });
    expect(await its.app.readPerson(here.shopId, ana.orderId, "test", "test", NOW)).toBeUndefined();
    expect(await its.app.readPerson(here.shopId, bob.orderId, "test", "test", NOW)).toMatchObject({
      email: bob.email,
    });
    const [request] = await its.requestsOf(here);
    expect(request).toMatchObject({
      sealed: null,
      done_at: NOW,
      outcome: { order_person: 1, order_key: 1, parcel: 1 },
    });
  });

  test("erases answers given about the customer before", async () => {
    const here = await its.opened();
    const ana = await its.customerIn(here, "ana");
    await its.receive(here, "customers/data_request", { customer: { id: ana.customerId } });
    await its.work(here);
    await its.receive(here, "customers/redact", { customer: { id: ana.customerId } });
    await its.work(here);
    const files = await its.app.inShop(here.shopId, (tx) =>
      tx.rows("select owner from stored_file where shop_id = $1", [here.shopId]),
    );
    expect(files).toEqual([]);
  });

  test("by e-mail reaches a guest's order, and not another customer's with the same address", async () => {
    const here = await its.opened();
    const guest = await its.customerIn(here, "guest");
    const other = await its.customerIn(here, "other");
    await its.app.inShop(here.shopId, async (tx) => {
      await tx.run("update shop_order set customer_id = null where shop_id = $1 and order_id = $2", [
        here.shopId,
        guest.orderId,
      ]);
      await its.app.storePersons(tx, [
        { orderId: other.orderId, placedAt: NOW, person: personOf("other", guest.email) },
      ]);
    });
    await its.receive(here, "customers/redact", { customer: { email: ` ${guest.email.toUpperCase()} ` } });
    await its.work(here);
    expect(await its.app.readPerson(here.shopId, guest.orderId, "test", "test", NOW)).toBeUndefined();
    expect(await its.app.readPerson(here.shopId, other.orderId, "test", "test", NOW)).toBeDefined();
  });
});
