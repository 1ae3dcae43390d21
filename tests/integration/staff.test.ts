import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scopesFor, hire, type StaffMember } from "../devshop/state/staff.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, order, rows } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" });
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";
type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
interface Asked {
  readonly address: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/** Asks a route as somebody's browser does; a refusal comes back as the response that it is. */
async function ask<Answer>(
  { shop }: InstalledShop,
  userId: string,
  handler: Handler,
  { address, params = {}, form }: Asked,
): Promise<Answer> {
  const request = new Request(new URL(address, world.appUrl), {
    method: form ? "POST" : "GET",
    body: form ? new URLSearchParams(form) : null,
    headers: { "user-agent": BROWSER, authorization: `Bearer ${world.devshop.installer.idToken(shop, { userId })}` },
  });
  try {
    return (await handler({ request, params, context: {} })) as Answer;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown as Answer;
    throw thrown;
  }
}

const routes = async () => ({
  staff: await import("../../app/features/staff/routes/staff.tsx"),
  staffCsv: await import("../../app/features/staff/routes/staff-csv.ts"),
  audit: await import("../../app/features/audit/routes/audit.tsx"),
  auditCsv: await import("../../app/features/audit/routes/audit-csv.ts"),
  order: await import("../../app/features/orders/routes/order.tsx"),
  orders: await import("../../app/features/orders/routes/orders.tsx"),
  risks: await import("../../app/features/risks/routes/settings.tsx"),
  queue: await import("../../app/features/picking/routes/queue.tsx"),
});
type Routes = Awaited<ReturnType<typeof routes>>;
type StaffData = Awaited<ReturnType<Routes["staff"]["loader"]>>;
type AuditData = Awaited<ReturnType<Routes["audit"]["loader"]>>;

const OWNER = "1";
const ANA: Omit<StaffMember, "accountOwner" | "scopes"> = {
  id: "70010",
  firstName: "Ana",
  lastName: "Gil",
  email: "ana@norte.example",
};
const LUIS = { id: "70011", firstName: "Luis", lastName: "Peña", email: "luis@norte.example" };

/** A shop whose owner has opened the app, and two people who were hired. */
async function staffed(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  hire(installed.shop, ANA);
  hire(installed.shop, LUIS);
  return installed;
}

const people = async (installed: InstalledShop, query = "") =>
  ask<StaffData>(installed, OWNER, (await routes()).staff.loader, { address: `/app/staff?${query}` });
const change = async (installed: InstalledShop, form: Record<string, string>, who = OWNER) =>
  ask<unknown>(installed, who, (await routes()).staff.action, { address: "/app/staff", form });
const log = async (installed: InstalledShop, query = "") =>
  ask<AuditData>(installed, OWNER, (await routes()).audit.loader, { address: `/app/audit?${query}` });
const told = async (installed: InstalledShop, query = "") =>
  (await log(installed, query)).page.rows.map(({ code, subject, who }) => `${who} ${code} ${subject}`.trim());
const open = async (installed: InstalledShop, who: string) =>
  ask<unknown>(installed, who, (await routes()).queue.loader, { address: "/app/fulfillment" });

const RISKS = async (installed: InstalledShop, who: string) => {
  const { risks } = await routes();
  const { typed } = await ask<{ typed: Record<string, string> }>(installed, OWNER, risks.loader, {
    address: "/app/deliveries/settings",
  });
  const form = { ...typed, reship: "33" };
  return ask<unknown>(installed, who, risks.action, { address: "/app/deliveries/settings", form });
};

describe("people", () => {
  test("are known from their first click on, as managers until somebody decides otherwise", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    const shown = await people(installed, "sort=name.asc");
    expect(shown.page.rows.map(({ name, email, role, isOwner }) => ({ name, email, role, isOwner }))).toEqual([
      { name: "Ana Gil", email: ANA.email, role: "manager", isOwner: false },
      { name: "Demo Merchant", email: installed.shop.email, role: "manager", isOwner: true },
    ]);
    expect(await change(installed, { do: "newcomers", role: "picker" })).toEqual({ status: "newcomersChanged" });
    await open(installed, LUIS.id);
    expect((await people(installed, "role=picker")).page.rows.map(({ name }) => name)).toEqual(["Luis Peña"]);
    expect((await people(installed, "q=ana")).page.rows.map(({ role }) => role)).toEqual(["manager"]);
  });

  test("have no name in the database but a sealed one", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    const stored = await rows(world, "select s::text as row from staff_member s where shop_id = $1", [
      installed.shopId,
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/Ana|Gil|norte/);
  });

  test("are found in a file, too", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    const { staffCsv } = await routes();
    const file = await ask<Response>(installed, OWNER, staffCsv.loader, { address: "/app/staff.csv?q=ana&locale=es" });
    const [heading, ...lines] = (await file.text()).trim().split("\r\n");
    expect(heading).toContain("Función");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Ana Gil,ana@norte\.example,Gestión,/);
  });

  test("are forgotten when a manager says so, and a year after they were here last; what they did stays", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    await open(installed, LUIS.id);
    await RISKS(installed, LUIS.id);
    expect(await change(installed, { do: "forget", user: OWNER })).toEqual({ status: "refused", code: "yourself" });
    expect(await change(installed, { do: "forget", user: LUIS.id })).toEqual({ status: "forgotten" });
    const { page } = await people(installed, "sort=name.asc");
    expect(page.rows.map(({ name, email }) => `${name} ${email}`)).toContain(" ");
    expect(await told(installed, `who=${LUIS.id}`)).toEqual([`${LUIS.id} settings.saved risks`]);
    const { pruneStaff } = await import("../../app/features/staff/public.server.ts");
    await pruneStaff(installed.shopId, new Date(world.clock.now().getTime() + 366 * DAY));
    expect(
      (await rows(world, "select 1 from staff_member where shop_id = $1 and person is not null", [installed.shopId]))
        .length,
    ).toBe(0);
  });
});

describe("a role", () => {
  test("counts from the next click on, and says whom to ask", async () => {
    const installed = await staffed();
    const { orders, risks } = await routes();
    await open(installed, ANA.id);
    expect(await change(installed, { do: "role", user: ANA.id, role: "picker" })).toEqual({ status: "changed" });
    const refused = await ask<Response>(installed, ANA.id, orders.loader, { address: "/app/orders" });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-needed-permission")).toBe("seeOrders");
    expect(await refused.json()).toEqual({
      why: "role",
      scope: "read_orders",
      role: "picker",
      managers: ["Demo Merchant"],
    });
    expect(await open(installed, ANA.id)).toMatchObject({ mayPick: true });
    const before = await rows(world, "select settings from risk_setting where shop_id = $1", [installed.shopId]);
    expect(((await RISKS(installed, ANA.id)) as Response).status).toBe(403);
    expect(await rows(world, "select settings from risk_setting where shop_id = $1", [installed.shopId])).toEqual(
      before,
    );
    expect(await ask(installed, OWNER, risks.loader, { address: "/app/deliveries/settings" })).toBeDefined();
  });

  test("cannot be narrowed for the store's owner, nor for the last manager", async () => {
    const installed = await staffed();
    const narrowed = { do: "role", user: OWNER, role: "service" };
    expect(await change(installed, narrowed)).toEqual({ status: "refused", code: "owner" });
    expect(await change(installed, { do: "role", user: "999", role: "service" })).toEqual({
      status: "refused",
      code: "gone",
    });
    expect((await people(installed)).page.rows.map(({ fixed }) => fixed)).toEqual(["owner"]);
  });

  test("of the last manager stays when two narrow each other at once", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    await open(installed, LUIS.id);
    await world.owner.query(
      "update staff_member set is_owner = false, role = 'picker' where shop_id = $1 and user_id = 1",
      [installed.shopId],
    );
    const both = await Promise.all([
      change(installed, { do: "role", user: LUIS.id, role: "picker" }, ANA.id),
      change(installed, { do: "role", user: ANA.id, role: "picker" }, LUIS.id),
    ]);
    const left = await rows(world, "select 1 from staff_member where shop_id = $1 and role = 'manager'", [
      installed.shopId,
    ]);
    expect(left.length).toBe(1);
    expect(both).toContainEqual({ status: "changed" });
  });
});

describe("what Shopify does not let somebody do", () => {
  test("nobody does here, whatever their role, and is told which permission it takes", async () => {
    const installed = await staffed();
    const scopes = ["read_orders", "read_inventory", "read_merchant_managed_fulfillment_orders"];
    const narrow = hire(installed.shop, { ...ANA, id: "70020", scopes });
    expect(scopesFor(narrow, ["read_orders", "write_orders"])).toEqual(["read_orders"]);
    const { orders } = await routes();
    expect(await ask(installed, narrow.id, orders.loader, { address: "/app/orders" })).not.toBeInstanceOf(Response);
    const refused = (await RISKS(installed, narrow.id)) as Response;
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { why: "shopify", scope: "write_merchant_managed_fulfillment_orders", role: "manager" },
    ]);
  });
});

describe("the log", () => {
  test("tells who did what, as what, and what allowed it, in the transaction that did it", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    expect(await RISKS(installed, ANA.id)).toEqual({ status: "saved" });
    const { page } = await log(installed, `who=${ANA.id}`);
    expect(page.rows).toMatchObject([
      {
        code: "settings.saved",
        area: "settings",
        subject: "risks",
        role: "manager",
        permission: "configure",
        page: "/app/deliveries/settings",
        data: { after: { reshipMinor: 3300 } },
      },
    ]);
    // Saved as it was: nothing was done.
    await RISKS(installed, ANA.id);
    expect((await log(installed, `who=${ANA.id}`)).page.rows).toHaveLength(1);
  });

  test("tells of what is done to orders, and each intent keeps whose click it was", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    await change(installed, { do: "role", user: ANA.id, role: "service" });
    const placed = await order(world, installed, { "CAM-1": 1 });
    const { order: page } = await routes();
    const params = { orderId: placed.id };
    const act = (form: Record<string, string>) =>
      ask<unknown>(installed, ANA.id, page.action, { address: `/app/orders/${placed.id}`, params, form });
    expect(await act({ action: "assign", staff: "Zafirones" })).toEqual({ status: "did", did: "changed" });
    const [part] = await rows<{ id: string }>(
      world,
      "select fulfillment_order_id::text as id from fulfillment_order where shop_id = $1 and order_id = $2",
      [installed.shopId, placed.id],
    );
    expect(await act({ action: "decide", fulfillmentOrderId: part?.id ?? "" })).toEqual({
      status: "did",
      did: "again",
    });
    // Decides about orders, and ships none.
    const shipped = (await act({ action: "ship", fulfillmentOrderId: part?.id ?? "" })) as Response;
    expect([shipped.status, shipped.headers.get("x-needed-permission")]).toEqual([403, "ship"]);
    await world.settle(installed);
    expect(await told(installed, `who=${ANA.id}`)).toEqual([
      `${ANA.id} orders.decide_again order:${placed.id}`,
      `${ANA.id} order.assigned order:${placed.id}`,
    ]);
    expect(JSON.stringify((await log(installed)).page.rows)).not.toContain("Zafirones");
    const moved = await rows(
      world,
      "select asked_by, asked_as, allowed_by from intent where shop_id = $1 and asked_by <> ''",
      [installed.shopId],
    );
    for (const each of moved) expect(each).toEqual({ asked_by: ANA.id, asked_as: "service", allowed_by: "decide" });
  });

  test("is filtered, sorted, paged by key, and exported in both languages", async () => {
    const installed = await staffed();
    await open(installed, ANA.id);
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { tell } = await import("../../app/features/audit/public.server.ts");
    const at = (n: number) => new Date(world.clock.now().getTime() - n * DAY);
    await inShop(installed.shopId, async (tx) => {
      for (let n = 0; n < 120; n += 1)
        await tell(
          tx,
          { code: n % 2 ? "counts.created" : "boxes.saved", subject: `count:${n}`, who: String(n % 3) },
          at(n),
        );
    });
    const all: string[] = [];
    let after: string | null = "";
    while (after !== null) {
      const { page } = await log(
        installed,
        after === "" ? "sort=who.asc" : `sort=who.asc&after=${encodeURIComponent(after)}`,
      );
      all.push(...page.rows.map(({ who, subject }) => `${who} ${subject}`));
      after = page.after;
    }
    expect(new Set(all).size).toBe(120);
    expect(all.map((each) => each.split(" ")[0])).toEqual(all.map((each) => each.split(" ")[0]).toSorted());
    expect((await log(installed, "area=inventory")).page.count).toEqual({ value: 60, more: false });
    expect((await log(installed, "code=boxes.saved&who=2")).page.count.value).toBe(20);
    expect((await log(installed, "from=2026-11-22&to=2026-11-23")).page.count.value).toBe(2);
    expect((await log(installed, "q=17")).page.rows.map(({ subject }) => subject)).toEqual(["count:17"]);
    const { auditCsv } = await routes();
    const file = await ask<Response>(installed, OWNER, auditCsv.loader, {
      address: "/app/audit.csv?locale=es&area=inventory",
    });
    const lines = (await file.text()).trim().split("\r\n");
    expect(lines).toHaveLength(61);
    expect(lines[1]).toContain("Creó un recuento");
  });

  test("says how a rule was and is, whether it keeps, tells or guards stock, and never its label", async () => {
    const installed = await staffed();
    const { shopId } = installed;
    const { changeBuffers } = await import("../../app/features/buffers/change.server.ts");
    const { changeAlerts } = await import("../../app/features/alerts/change.server.ts");
    const { changeGuard } = await import("../../app/features/guard/change.server.ts");
    const shown = async (code: string) => (await log(installed, `code=${code}&sort=at.asc`)).page.rows;
    const idOf = async (table: "alert_rule" | "buffer_rule" | "guard_rule") =>
      String((await rows(world, `select rule_id from ${table} where shop_id = $1`, [shopId]))[0]?.["rule_id"]);
    for (const [change, name] of [
      [changeBuffers, "buffer"],
      [changeAlerts, "alert"],
    ] as const) {
      const save = { do: "save", scope: "vendor", vendor: "sierpes", kind: "units" };
      const does = (texts: Record<string, string>) => change(shopId, texts, ANA.id, world.clock.now());
      for (const amount of ["2", "5"]) expect(await does({ ...save, amount })).toEqual({ status: "saved" });
      await does({ do: "remove", rule: await idOf(`${name}_rule`) });
      const [first, second] = await shown(`${name}s.saved`);
      expect(first?.data).toMatchObject({
        before: { amount: null, scope: null },
        after: { amount: 2, scope: "vendor" },
      });
      expect(second?.data).toMatchObject({
        scope: "vendor",
        kind: "units",
        before: { amount: 2 },
        after: { amount: 5 },
      });
      expect((await shown(`${name}s.removed`))[0]?.data).toMatchObject({
        before: { amount: 5, kind: "units" },
        after: { amount: null, kind: null },
      });
    }
    const guards = (texts: Record<string, string>) => changeGuard(shopId, texts, ANA.id, world.clock.now());
    for (const include of ["true", "false"]) await guards({ do: "tagRule", tag: "sierpes", include });
    await guards({ do: "channels", channels: "1,2" });
    await guards({ do: "channels", channels: "2" });
    await guards({ do: "remove", rule: await idOf("guard_rule") });
    expect((await shown("guard.saved"))[1]?.data).toEqual({
      scope: "tag",
      before: { include: true },
      after: { include: false },
    });
    expect((await shown("guard.channels"))[1]?.data).toEqual({
      before: { channels: ["1", "2"] },
      after: { channels: ["2"] },
    });
    expect((await shown("guard.removed"))[0]?.data).toEqual({
      before: { scope: "tag", include: false },
      after: { scope: null, include: null },
    });
    expect(JSON.stringify((await log(installed)).page.rows)).not.toContain("sierpes");
  });

  test("can be added to and not changed, and is forgotten only after its term", async () => {
    const installed = await staffed();
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { pruneAudit, tell } = await import("../../app/features/audit/public.server.ts");
    const long = new Date("2020-01-01T00:00:00Z");
    await inShop(installed.shopId, async (tx) => {
      await tell(tx, { code: "order.seen", subject: "order:1", who: OWNER }, long);
      await tell(tx, { code: "order.seen", subject: "order:2", who: OWNER }, new Date());
    });
    const run = (sql: string) => inShop(installed.shopId, (tx) => tx.run(sql));
    await expect(run("update audit_entry set who = '2'")).rejects.toThrow(/permission denied/);
    expect(await run("delete from audit_entry where subject = 'order:2'")).toBe(0);
    await pruneAudit(installed.shopId, new Date());
    expect(await rows(world, "select subject from audit_entry where shop_id = $1", [installed.shopId])).toEqual([
      { subject: "order:2" },
    ]);
  });
});
