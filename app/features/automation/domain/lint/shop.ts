import type { LocationFacts } from "../facts.ts";
import type { ShopList } from "../fields/field.ts";

/** What is known of a shop when its rules are checked. */
export interface LintShop {
  /** Epoch milliseconds: witnesses are orders of about now. */
  readonly at: number;
  /** IANA */
  readonly timeZone: string;
  /** ISO 4217 */
  readonly currency: string;
  /** The values there are. A list that is not given is not checked. */
  readonly lists: Readonly<Partial<Record<ShopList, ReadonlySet<string>>>>;
  /** The locations that ship, as they are on an ordinary day. None: what depends on them is not checked. */
  readonly locations: readonly LocationFacts[];
}
