/** What somebody is in Entrega. A role only narrows what Shopify lets them do; a manager is not narrowed. */
export const ROLES = ["manager", "service", "picker"] as const;
export type Role = (typeof ROLES)[number];

interface Needed {
  /**
   * The scope that must be in the person's `associated_user_scope`; null: none. Effects run with the shop's own token, which may do everything we were
   * granted, so this is the only place where a person's own permissions in Shopify count.
   */
  readonly scope: string | null;
  /** The roles that have it beside the manager. */
  readonly roles: readonly Exclude<Role, "manager">[];
}

/** Everything that is allowed to some and not to others. Each loader and action of the admin names one of these (shell/for-admin.server.ts). */
export const PERMISSIONS = {
  /** To be in the app at all. */
  enter: { scope: null, roles: ["service", "picker"] },
  /** Orders with their story, the inbox and the search. */
  seeOrders: { scope: "read_orders", roles: ["service"] },
  /** Names, addresses and phone numbers of shoppers. */
  seeCustomer: { scope: "read_customers", roles: ["service"] },
  /** Decisions about orders: where they ship from, who has them, what a shopper asked for. */
  decide: { scope: "write_merchant_managed_fulfillment_orders", roles: ["service"] },
  release: { scope: "write_merchant_managed_fulfillment_orders", roles: ["service"] },
  seeDeliveries: { scope: "read_orders", roles: ["service"] },
  /** Batches, packing, the desk for pickups, the shop's own deliveries. */
  seeShipping: { scope: "read_merchant_managed_fulfillment_orders", roles: ["picker"] },
  ship: { scope: "write_merchant_managed_fulfillment_orders", roles: ["picker"] },
  /** Name and address of who gets the goods at the desk or at the door: nothing else of them. */
  seeRecipient: { scope: "read_customers", roles: ["picker"] },
  seeCounts: { scope: "read_inventory", roles: ["picker"] },
  count: { scope: "write_inventory", roles: ["picker"] },
  seeStock: { scope: "read_inventory", roles: [] },
  changeStock: { scope: "write_inventory", roles: [] },
  /** Rules, settings, plans: how Entrega works for this shop. */
  seeSettings: { scope: "read_merchant_managed_fulfillment_orders", roles: [] },
  configure: { scope: "write_merchant_managed_fulfillment_orders", roles: [] },
  /** Who works here and what they did. */
  manageStaff: { scope: "write_merchant_managed_fulfillment_orders", roles: [] },
} as const satisfies Record<string, Needed>;

export type Permission = keyof typeof PERMISSIONS;
export type NeededScope = NonNullable<(typeof PERMISSIONS)[Permission]["scope"]>;
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** Who asks, as far as it matters for what they may do. */
export interface Standing {
  /** Of `associated_user_scope`, with what is contained in them (`scopesOf`). */
  readonly userScopes: ReadonlySet<string>;
  readonly role: Role;
}

/** Why somebody may not: Shopify does not let them, or their role here is not for it. Null: they may. */
export function refusalOf({ userScopes, role }: Standing, permission: Permission): "shopify" | "role" | null {
  const { scope, roles }: Needed = PERMISSIONS[permission];
  if (scope !== null && !userScopes.has(scope)) return "shopify";
  return role === "manager" || roles.includes(role) ? null : "role";
}

/** Everything that somebody may. */
export const permissionsOf = (who: Standing): Permission[] =>
  ALL_PERMISSIONS.filter((permission) => refusalOf(who, permission) === null);

/** The scopes of a list as Shopify writes it. Write contains read, as Shopify counts it. */
export function scopesOf(list: string | undefined): ReadonlySet<string> {
  const scopes = (list ?? "").split(",").flatMap((part) => {
    const scope = part.trim();
    return scope.startsWith("write_") ? [scope, scope.replace("write_", "read_")] : scope === "" ? [] : [scope];
  });
  return new Set(scopes);
}

/**
 * What the pages under an address need to be seen; the longest beginning counts. Links and entries of the navigation that lead where somebody may not go
 * are not shown; that the pages themselves ask for the same is tested (tests/faults/isolation/permissions.test.ts).
 */
const AREAS: readonly (readonly [path: string, permission: Permission])[] = [
  ["/app/inbox", "seeOrders"],
  ["/app/search", "seeOrders"],
  ["/app/orders", "seeOrders"],
  ["/app/parcels", "seeShipping"],
  ["/app/fulfillment", "seeShipping"],
  ["/app/fulfillment/pickups/settings", "seeSettings"],
  ["/app/inventory", "seeStock"],
  ["/app/inventory/counts", "seeCounts"],
  ["/app/deliveries", "seeDeliveries"],
  ["/app/deliveries/settings", "seeSettings"],
  ["/app/deliveries/reports/settings", "seeSettings"],
  ["/app/automations", "seeSettings"],
  ["/app/plan", "configure"],
  ["/app/setup", "seeSettings"],
  ["/app/settings", "seeSettings"],
  ["/app/staff", "manageStaff"],
  ["/app/audit", "manageStaff"],
];

/** What a page of the admin needs to be seen. `path`: with or without parameters and an ending like `.csv`. */
export function permissionOfPage(path: string): Permission {
  const [bare = ""] = path.split(/[?#]/);
  const holds = (area: string) => bare === area || bare.startsWith(`${area}/`) || bare.startsWith(`${area}.`);
  const [, permission] = AREAS.filter(([area]) => holds(area)).toSorted(([a], [b]) => b.length - a.length)[0] ?? [];
  return permission ?? "enter";
}
