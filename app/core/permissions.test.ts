import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ALL_PERMISSIONS,
  permissionOfPage,
  PERMISSIONS,
  permissionsOf,
  refusalOf,
  ROLES,
  scopesOf,
  type Standing,
} from "./permissions.ts";

const SCOPES = [...new Set(Object.values(PERMISSIONS).flatMap(({ scope }) => scope ?? []))];
const everything = scopesOf(SCOPES.join(","));
const standing: fc.Arbitrary<Standing> = fc.record({
  userScopes: fc.subarray(SCOPES).map((some) => new Set(some)),
  role: fc.constantFrom(...ROLES),
});

describe("a role", () => {
  test("only narrows what Shopify lets somebody do", () => {
    fc.assert(
      fc.property(standing, ({ userScopes, role }) => {
        const asManager = permissionsOf({ userScopes, role: "manager" });
        expect(asManager).toEqual(expect.arrayContaining(permissionsOf({ userScopes, role })));
      }),
    );
  });

  test("never gives what Shopify withholds", () => {
    fc.assert(
      fc.property(standing, fc.constantFrom(...ALL_PERMISSIONS), (who, permission) => {
        const { scope } = PERMISSIONS[permission];
        if (scope !== null && !who.userScopes.has(scope)) expect(refusalOf(who, permission)).toBe("shopify");
      }),
    );
  });

  test("of a picker is for goods and who gets them, and for no setting, stock or list of orders", () => {
    expect(permissionsOf({ userScopes: everything, role: "picker" })).toEqual([
      "enter",
      "seeShipping",
      "ship",
      "seeRecipient",
      "seeCounts",
      "count",
    ]);
  });

  test("of customer service is for orders and their shoppers, and for no setting or stock", () => {
    expect(permissionsOf({ userScopes: everything, role: "service" })).toEqual([
      "enter",
      "seeOrders",
      "seeCustomer",
      "decide",
      "release",
      "seeDeliveries",
    ]);
  });
});

describe("scopes as Shopify writes them", () => {
  test("contain reading in writing", () => {
    expect([...scopesOf(" write_orders , read_customers")]).toEqual(["write_orders", "read_orders", "read_customers"]);
    expect([...scopesOf(undefined)]).toEqual([]);
  });
});

describe("a page", () => {
  test.each([
    ["/app", "enter"],
    ["/app/orders/17?locale=es", "seeOrders"],
    ["/app/orders.csv", "seeOrders"],
    ["/app/inventory", "seeStock"],
    ["/app/inventory/counts/5", "seeCounts"],
    ["/app/inventory/countsy", "seeStock"],
    ["/app/fulfillment/pickups/settings", "seeSettings"],
    ["/app/settings/locations/5", "seeSettings"],
    ["/app/staff.csv", "manageStaff"],
  ] as const)("%s needs %s", (path, permission) => {
    expect(permissionOfPage(path)).toBe(permission);
  });
});
