/** What the forms of the app's pages send, route by route, made from their own schemas where they have one. `ID` stands for whatever id is probed. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ID, type Form } from "./parameters.ts";

const RULE = JSON.stringify({
  id: "mine",
  name: "Mine",
  enabled: true,
  when: { all: [] },
  then: [{ do: "forbidSplit" }],
});

/** Routes that take forms, and their forms. */
export const FORMS: Readonly<Record<string, () => Promise<readonly Form[]>>> = {
  "features/risks/routes/deliveries": () =>
    Promise.resolve([
      { do: "snooze", until: "fact", risks: ID },
      { do: "wake", risks: ID },
      { do: "assign", owner: "Mine", risks: ID },
    ]),
  // Without all of its numbers nothing is stored; there are no ids in it.
  "features/risks/routes/settings": () => Promise.resolve([{ reship: "1" }]),
  "features/flow/routes/flow": async () => {
    const { askAnswerSchema } = await import("../../../app/features/flow/page.server.ts");
    return formsOf(askAnswerSchema.shape);
  },
  "features/inbox/routes/inbox": async () => {
    const { INBOX_KINDS } = await import("../../../app/core/inbox.ts");
    const things = Object.keys(INBOX_KINDS).map((kind) => JSON.stringify([{ kind, ref: ID }]));
    return things.flatMap((each) => [
      { do: "assign", owner: "Mine", things: each },
      { do: "rest", days: "1", things: each },
      { do: "wake", things: each },
    ]);
  },
  "features/inbox/routes/inbox-read": async () => {
    const { INBOX_KINDS } = await import("../../../app/core/inbox.ts");
    return Object.keys(INBOX_KINDS).map((kind) => ({ do: "read", things: JSON.stringify([{ kind, ref: ID }]) }));
  },
  "features/onboarding/routes/setup": async () => {
    const { setupActionSchema } = await import("../../../app/features/onboarding/act.server.ts");
    // "Look again" has no id in it, and looks at one's own.
    const [skip, bringBack] = setupActionSchema.options;
    return [skip, bringBack].flatMap((option) => formsOf(option.shape));
  },
  // What newcomers are has no id in it, and is one's own.
  "features/staff/routes/staff": () =>
    Promise.resolve([
      { do: "role", user: ID, role: "picker" },
      { do: "forget", user: ID },
    ]),
  "features/orders/routes/order": async () => {
    const { orderActionSchema } = await import("../../../app/features/orders/order-actions.server.ts");
    return orderActionSchema.options.flatMap((option) => formsOf(option.shape));
  },
  "features/automation/routes/automations": () =>
    Promise.resolve(["up", "down", "pause", "resume"].map((what) => ({ do: what, set: ID }))),
  "features/automation/routes/new-set": () => Promise.resolve([{ do: "template", template: "nobody's" }]),
  "features/automation/routes/set": async () => {
    const { ruleActSchema } = await import("../../../app/features/automation/change-rules.server.ts");
    return formsOf({ ...ruleActSchema.shape, rule: z.literal("r1") });
  },
  "features/automation/routes/rule": () => Promise.resolve([{ rule: RULE, was: "null" }]),
  "features/automation/routes/version": () =>
    Promise.resolve([
      { do: "approve", seen: "1", note: "" },
      { do: "publish", despite: "on" },
      ...["unschedule", "discard", "revert"].map((what) => ({ do: what })),
    ]),
  "features/automation/routes/set-settings": () =>
    Promise.resolve([
      { name: "Mine", channels: "[]" },
      ...["pause", "resume", "up", "down"].map((what) => ({ do: what })),
    ]),
  "features/replay/routes/replays": () =>
    Promise.resolve([
      { do: "start", version: ID, days: "7" },
      { do: "cancel", replay: ID },
    ]),
  "features/replay/routes/replay": () =>
    Promise.resolve([
      { do: "start", version: ID, days: "7" },
      { do: "cancel", replay: ID },
    ]),
  "features/retroactive/routes/open-orders": () => Promise.resolve([{ version: ID, chosen: ID }]),
  "features/settings/routes/price-lists": () =>
    Promise.resolve([{ lists: JSON.stringify([{ name: "Mine", locationIds: [ID], zones: [] }]) }]),
  "features/locations/routes/location": () =>
    Promise.resolve([{ do: "copy", to: ID, sections: "hours" }, { do: "preview" }]),
  "features/views/routes/views": () =>
    Promise.resolve([
      { action: "changeView", list: "stock", viewId: ID, query: "stock=out" },
      { action: "renameView", list: "stock", viewId: ID, name: "Mine" },
      { action: "deleteView", list: "stock", viewId: ID },
      { action: "shareView", list: "stock", viewId: ID, on: "true" },
      { action: "defaultView", list: "stock", viewId: ID, on: "true" },
    ]),
  "features/inventory/routes/differences": () => Promise.resolve([{ action: "acknowledge", seq: ID, note: "Mine" }]),
  // Items are also named by `#` and their number (features/shared-items/find-items.server.ts), in the item and in the parts.
  "features/shared-items/routes/shared": () =>
    Promise.resolve([
      { do: "remove", item: ID },
      { do: "save", kind: "same", item: `#${ID}`, parts: "#1" },
      { do: "save", kind: "same", item: "#1", parts: `#${ID}` },
    ]),
  "features/links/routes/links": () => Promise.resolve(linkForms()),
  "features/links/routes/link": () =>
    Promise.resolve([...linkForms(), { do: "name", link: ID, item: "CAM-1", code: "X" }]),
  "features/picking/routes/queue": () => Promise.resolve([{ waves: ID, mode: "cluster", assignee: "" }]),
  "features/picking/routes/suggest": () => Promise.resolve([{ waves: ID, mode: "single", assignee: "" }]),
  "features/picking/routes/batch": pickForms,
  "features/picking/routes/pick": pickForms,
  // Take JSON; a form is 400. Batch and task are those of the token's shop (features/picking/start.server.ts locks them).
  "features/picking/routes/scans": () => Promise.resolve([{}]),
  "features/picking/routes/pack-scans": () => Promise.resolve([{}]),
  "features/picking/routes/pack": () =>
    Promise.resolve([
      { do: "ship", weight: "", sure: "yes" },
      ...["seen", "putBack", "takeOver"].map((what) => ({ do: what })),
    ]),
  "features/picking/routes/weigh": () =>
    Promise.resolve([
      { do: "weigh", weight: "900", box: ID },
      { do: "replace", weight: "5000", box: "", offered: "810" },
      { do: "stayed" },
    ]),
  "features/packing/routes/packages": () =>
    Promise.resolve([
      { do: "sizes", fields: "[" },
      { do: "delete", box: ID },
      { do: "box", name: "", length: "1", width: "1", height: "1", unit: "cm", empty: "", most: "", cost: "" },
      { do: "paper", settings: "[" },
    ]),
  "features/packing/routes/manifests": () =>
    Promise.resolve([
      { do: "close", location: ID, carrier: "stand-in", courier: "" },
      { do: "ask", manifest: ID },
    ]),
  "features/pickup/routes/pickups": () => Promise.resolve([{ code: "" }]),
  "features/pickup/routes/pickup": () =>
    Promise.resolve([
      ...["ready", "remind", "refund", "persons"].map((act) => ({ act })),
      { act: "keep", days: "3" },
      { act: "collect", lines: `{"${ID}":1}`, checked: "known" },
      { act: "transfer", lines: `{"${ID}":1}`, locationId: ID, days: "1" },
    ]),
  "features/pickup/routes/settings": () =>
    Promise.resolve([{ location: ID, keepDays: "3", remindDays: "1", perHour: "" }]),
  "features/local-delivery/routes/local": () =>
    Promise.resolve([
      { act: "plan", location: ID, day: "2026-11-23", driver: "Mine", stops: ID },
      { act: "move", stop: ID, to: "2026-11-23" },
      { act: "place", stop: ID, to: "up" },
      { act: "dispatch", location: ID, day: "2026-11-23", driver: "Mine" },
    ]),
  "features/local-delivery/routes/drive": () =>
    Promise.resolve([
      { act: "delivered", stop: ID, name: "Mine" },
      { act: "failed", stop: ID, reason: "other", next: "" },
    ]),
  "features/counts/routes/new": () =>
    Promise.resolve([
      { name: "Mine", location: ID, scope: "location", scopeValue: "", blind: "yes", reason: "correction" },
      { name: "Mine", location: ID, scope: "items", scopeValue: "CAM-1", blind: "yes", reason: "correction" },
    ]),
  "features/counts/routes/count": async () => {
    const { countActionSchema } = await import("../../../app/features/counts/count-actions.server.ts");
    return countActionSchema.options.flatMap((option) => formsOf(option.shape));
  },
  // Takes JSON; a form is 400. Its items are those of the token's shop (features/counts/scans.server.ts joins them).
  "features/counts/routes/scans": () => Promise.resolve([{}]),
  // Takes a file beside it; without one nothing is stored.
  "features/counts/routes/bins": () => Promise.resolve([{ location: ID }]),
  "features/stock-edits/routes/edits": () =>
    Promise.resolve([
      {
        reason: "correction",
        lines: `[{"itemId":"${ID}","locationId":"${ID}","kind":"set","state":"available","seen":1,"units":2}]`,
      },
    ]),
  "features/stock-edits/routes/bulk": () =>
    Promise.resolve(
      [`levels=${ID}-${ID}`, `location=${ID}&q=${ID}`].map((rows) => ({
        ...{ rows, kind: "add", state: "available", units: "1", reason: "correction" },
      })),
    ),
  "features/stock-edits/routes/edit": () =>
    Promise.resolve([
      ...["write", "drop", "lookAgain"].map((action) => ({ action })),
      ...["anyway", "keep"].map((action) => ({ action, lines: `${ID}_${ID}_1` })),
    ]),
  "features/feeds/routes/new": () => Promise.resolve([feedForm()]),
  "features/feeds/routes/feed": () =>
    Promise.resolve([
      feedForm(),
      { action: "fetch" },
      { action: "columns", code: "sku", quantity: "qty", location: "", state: "" },
      ...["write", "drop", "lookAgain"].map((action) => ({ action, runId: ID })),
      { action: "delete" },
    ]),
  "features/buffers/routes/buffers": () =>
    Promise.resolve([
      ...["preview", "save"].map((what) => ({ do: what, scope: "location", location: ID, kind: "units", amount: "1" })),
      { do: "remove", rule: ID },
      { do: "again", item: ID, location: ID },
    ]),
  "features/alerts/routes/alerts": () =>
    Promise.resolve([
      ...["preview", "save"].map((what) => ({ do: what, scope: "location", location: ID, kind: "units", amount: "1" })),
      { do: "remove", rule: ID },
      { do: "snooze", alerts: ID, until: "1" },
      { do: "wake", alerts: ID },
    ]),
  "features/checkout-rates/routes/checkout-rates": () =>
    Promise.resolve([
      { do: "preview", country: "ES", postal: "28001", city: "", sku: ID, units: "1", kg: "1", value: "10" },
    ]),
  "features/guard/routes/guard": () =>
    Promise.resolve([
      { do: "productRule", sku: ID, include: "yes" },
      { do: "remove", rule: ID },
      { do: "again", product: ID },
    ]),
  "features/transfers/routes/suggestions": () => Promise.resolve([{ keys: `${ID}-${ID}-${ID}`, ready: "yes" }]),
  // Whole, it saves the shop's own numbers beside those of its own locations (features/transfers/settings.server.ts joins them).
  "features/transfers/routes/settings": () => Promise.resolve([{ [`days-${ID}`]: "9" }]),
  "features/transfers/routes/transfer": () => Promise.resolve(transferForms()),
  "features/transfers/routes/receive": () => Promise.resolve(transferForms()),
  // Accounts and codes are named by a carrier's code, which is no id; the shop comes from the token.
  "features/carriers/routes/carriers": () =>
    Promise.resolve([
      { action: "test", carrier: "stand-in" },
      { action: "connect", carrier: "stand-in", apiKey: "mine" },
    ]),
  "features/carriers/routes/codes": () => Promise.resolve([{ carrier: "stand-in", code: ID, stage: "lost" }]),
  "features/messages/routes/order-messages": () =>
    Promise.resolve([
      { action: "send", orderId: ID, messageId: ID },
      { action: "stop", orderId: ID },
      { action: "allow", orderId: ID },
    ]),
  // The words of a kind, and the page behind a signed link: neither names a thing of a shop.
  "features/messages/routes/template": () => Promise.resolve([{ action: "standard" }]),
  "features/messages/routes/stop": () => Promise.resolve([{ again: "yes" }]),
  "features/messages/routes/settings": () =>
    Promise.resolve([
      { action: "test", to: "" },
      { action: "code", code: "1" },
    ]),
  // Nothing in the settings names a thing: the shop comes from the token alone.
  "features/settings/routes/settings": () => Promise.resolve([{}]),
  // Answers every method but GET with 405.
  "features/delivery/routes/order-status": () => Promise.resolve([{}]),
  "features/shopper/routes/report": () =>
    Promise.resolve(["claim", "reship", "refund", "decline", "found"].map((act) => ({ act }))),
  // The shop comes from the token alone.
  "features/shopper/routes/report-settings": () => Promise.resolve([{}]),
  // Takes what Shopify's proxy signed; a form of staff is 401 (tests/integration/tracking-page.test.ts has the other shop's orders).
  "features/tracking-page/routes/track": () => Promise.resolve([{}]),
  // Takes JSON from a signed-in shopper; a form of staff is 401 (tests/integration/shopper-actions.test.ts has the other customers).
  "features/shopper/routes/actions": () => Promise.resolve([{}]),
};

function feedForm(): Form {
  return {
    ...{ name: "Mine", location: ID, url: "", everyMinutes: "0", percent: "100", minus: "0", cap: "", absent: "keep" },
    ...{ knowsMore: "no", automatic: "no", mostBad: "5", mostZeroed: "20", mostDrop: "50" },
  };
}

function transferForms(): Form[] {
  const lines = `[{"itemId":"${ID}","quantity":1}]`;
  return [
    { do: "ready" },
    { do: "cancel" },
    { do: "change", lines, trackingNumber: "" },
    { do: "send", lines, trackingNumber: "" },
    { do: "receive", shipmentId: ID, lines: `[{"itemId":"${ID}","accepted":1,"rejected":0,"close":false}]` },
  ];
}

function pickForms(): Promise<readonly Form[]> {
  return Promise.resolve([
    ...["start", "pause", "cancel"].map((what) => ({ do: what })),
    { do: "takeOver", why: "shift" },
    { do: "short", shortId: randomUUID(), taskId: ID, orderLineId: ID, units: "1", reason: "notFound" },
  ]);
}

function linkForms(): Form[] {
  return [
    { do: "offer", location: ID, rule: "sum" },
    { do: "enter", location: ID, code: "00000-00000-00000-00000-000000" },
    { do: "confirm", link: ID },
    { do: "cut", link: ID },
  ];
}

/** What people type into fields that take words. */
const TYPED: Readonly<Record<string, string>> = {
  staff: "Ana",
  carrier: "stand-in",
  service: "express",
  number: "1Z999AA10123456784",
  courier: "UPS",
};

/** Every way to fill a form. Throws for a field it does not know how to fill. */
function formsOf(shape: Readonly<Record<string, unknown>>): Form[] {
  let forms: Form[] = [{}];
  for (const [name, field] of Object.entries(shape)) {
    const values =
      field instanceof z.ZodLiteral
        ? [...field.values]
        : field instanceof z.ZodEnum
          ? field.options
          : name.endsWith("Id")
            ? [ID]
            : [TYPED[name]].filter((text) => text !== undefined);
    if (values.length === 0) throw new Error(`how is the field ${name} filled?`);
    forms = forms.flatMap((form) => values.map((value) => ({ ...form, [name]: String(value) })));
  }
  return forms;
}
