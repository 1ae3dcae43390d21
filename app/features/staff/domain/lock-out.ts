import type { Role } from "../../../core/permissions.ts";

/** A person, as far as it matters for their role. */
export interface Placed {
  readonly userId: string;
  readonly role: Role;
  /** Owns the store's account in Shopify: nobody here can take anything from them. */
  readonly isOwner: boolean;
}

export type RoleRefusal = "gone" | "owner" | "lastManager";

/** Why this person cannot have that role: someone must be left who can change roles. Null: they can. `all`: everybody the shop knows. */
export function roleRefusal(all: readonly Placed[], userId: string, role: Role): RoleRefusal | null {
  const person = all.find((each) => each.userId === userId);
  if (person === undefined) return "gone";
  if (role === "manager") return null;
  if (person.isOwner) return "owner";
  const others = all.filter((each) => each.userId !== userId && each.role === "manager");
  return person.role === "manager" && others.length === 0 ? "lastManager" : null;
}
