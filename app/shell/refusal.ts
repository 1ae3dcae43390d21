import type { NeededScope, Role } from "../core/permissions.ts";

/** The body of a 403: why somebody may not, and who can change that. */
export interface Refusal {
  readonly why: "shopify" | "role";
  /** Shopify's scope that is missing. */
  readonly scope: NeededScope | null;
  readonly role: Role;
  /** Names of people who can change a role; empty when nobody's name is known. */
  readonly managers: readonly string[];
}
