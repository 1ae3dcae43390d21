/** People of a shop, as Shopify tells the app of whoever opens it. None of them are real. */
import type { Digits } from "./ids.ts";
import type { Shop } from "./shop.ts";

export interface StaffMember {
  readonly id: Digits;
  firstName: string;
  lastName: string;
  email: string;
  accountOwner: boolean;
  /** What the shop lets them do, as scopes; null: everything the app was granted. */
  scopes: readonly string[] | null;
}

/** Somebody gets an account in the shop. `scopes`: what they may do of what the app was granted. */
export function hire(
  shop: Shop,
  member: Omit<StaffMember, "accountOwner" | "scopes"> & Partial<StaffMember>,
): StaffMember {
  const hired = { accountOwner: false, scopes: null, ...member };
  shop.staff.set(hired.id, hired);
  return hired;
}

/** Who has this number; nobody was hired under it: the owner of the account. */
export const staffOf = (shop: Shop, id: Digits): StaffMember =>
  shop.staff.get(id) ?? {
    ...{ id, firstName: "Demo", lastName: "Merchant", email: shop.email },
    ...{ accountOwner: true, scopes: null },
  };

/** The part of the granted scopes that somebody has. */
export const scopesFor = ({ scopes }: StaffMember, granted: readonly string[]): string[] =>
  granted.filter((scope) => scopes === null || scopes.includes(scope));
