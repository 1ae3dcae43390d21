/** What a resolver may use, and the two refusals that are the same everywhere. */
import { GraphQLError } from "graphql";
import type { Digits } from "../state/ids.ts";
import type { UserError } from "../state/outcome.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import type { IdempotencyStore } from "./idempotency.ts";

export interface Context {
  readonly world: World;
  readonly shop: Shop;
  /** Granted to the token of this request. */
  readonly scopes: ReadonlySet<string>;
  /** Base of addresses the dev shop hands out (bulk results). */
  readonly devShopUrl: string;
  readonly idempotency: IdempotencyStore;
  readonly bulk: BulkStarter;
  /** Points the execution has really used so far. */
  spent: number;
}

export interface BulkStarter {
  run(shop: Shop, scopes: ReadonlySet<string>, query: string, groupObjects: boolean): BulkStart;
  cancel(shop: Shop, id: Digits): UserError[];
}

export type BulkStart = { ok: true; id: Digits } | { ok: false; errors: UserError[] };

/**
 * Written as a method so that a resolver of `Order` fits into a table of resolvers of anything: the schema, not TypeScript,
 * guarantees that a field only ever sees sources and arguments of its own type.
 */
type Resolve<Source, Args> = { resolve(source: Source, args: Args, context: Context): unknown }["resolve"];

/** A field's resolver and the arguments it honours. Any other argument that is given is NOT_MODELLED. */
export interface FieldWithArgs {
  readonly accepts: readonly string[];
  readonly resolve: Resolve<unknown, unknown>;
}

/** Resolvers of a type by field name. A field that is not here is not modelled. */
export type Fields<Source> = Record<string, Resolve<Source, Record<string, never>> | FieldWithArgs>;

/** Resolvers by type name, then field name. */
export type ResolverTable = Readonly<Record<string, Fields<unknown>>>;

/** A field with arguments. */
export function accepting<Source, Args>(accepts: readonly string[], resolve: Resolve<Source, Args>): FieldWithArgs {
  return { accepts, resolve };
}

/** The arguments of a plain connection. */
export const PAGE_ARGS = ["first", "last", "after", "before", "reverse"] as const;

/** The rule of the dev shop: what is not modelled is an error, never made-up data and never a silent null. */
export function notModelled(what: string): GraphQLError {
  return new GraphQLError(`The dev shop does not model ${what}`, { extensions: { code: "NOT_MODELLED" } });
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

/** Fields answered from the object's own properties of the same name. */
export function own<Source extends object>(...names: (keyof Source & string)[]): Fields<Source> {
  return Object.fromEntries(names.map((name) => [name, (source: Source) => source[name]]));
}
