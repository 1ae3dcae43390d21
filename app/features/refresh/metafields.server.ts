import { SHARES } from "../../core/effects.ts";
import { fromGid } from "../../core/ids.ts";
import { ReadMetafieldsDocument, type MetafieldValueFragment } from "../../platform/admin-api/operations.ts";
import { readMetafieldNames } from "../automation/public.server.ts";
import type { OrderSeen } from "../orders/public.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";

/** Nobody's rules ask for more; the first by name are read. */
const MOST_NAMES = 20;
/** Of one order or product with a metafield or two, until it was measured. */
const COST = 5;

/**
 * Orders with the metafields that the shop's live rules ask for, of them and of their products. Costs nothing where no rule asks. What a rule asks for
 * that went live since is not known, and counted, until the order is read again.
 */
export async function withMetafields(run: RefreshRun, seen: readonly OrderSeen[]): Promise<readonly OrderSeen[]> {
  const asked = await inRun(run, (tx) => readMetafieldNames(tx, run.now()));
  const orders = asked.order.length === 0 ? [] : seen.map(({ node }) => node.order.id);
  const variants =
    asked.product.length === 0
      ? []
      : seen.flatMap(({ node }) => node.lines.flatMap(({ variant }) => variant?.id ?? []));
  const ids = [...orders, ...new Set(variants)];
  if (ids.length === 0) return seen;
  const keys = [...new Set([...asked.order, ...asked.product])].slice(0, MOST_NAMES);
  const read = await readThem(run, ids, keys);
  // A line of its own has no product, and so no metafields; of a product that is gone nothing is known.
  const valuesOf = (id: string | undefined, names: readonly string[]) =>
    id !== undefined && !read.has(id) ? {} : valuesIn(read.get(id ?? "") ?? [], names);
  return seen.map(({ node, ...rest }) => ({
    ...rest,
    node: {
      ...node,
      metafields: {
        order: valuesOf(node.order.id, asked.order),
        lines: Object.fromEntries(
          node.lines.map(({ id, variant }) => [fromGid("LineItem", id), valuesOf(variant?.id, asked.product)]),
        ),
      },
    },
  }));
}

async function readThem({ admin }: RefreshRun, ids: readonly string[], keys: readonly string[]) {
  const read = new Map<string, readonly MetafieldValueFragment[]>();
  for (let from = 0; from < ids.length;) {
    const some = ids.slice(from, from + admin.fits(ReadMetafieldsDocument, COST));
    const { nodes } = await admin.request(
      ReadMetafieldsDocument,
      { ids: some, keys: [...keys], first: keys.length },
      { share: SHARES.undecided, ids: some.length },
    );
    for (const node of found(nodes))
      read.set(node.id, "product" in node ? node.product.metafields.nodes : node.metafields.nodes);
    from += some.length;
  }
  return read;
}

/** By name; an empty text where it is not there. */
function valuesIn(metafields: readonly MetafieldValueFragment[], names: readonly string[]) {
  const values = new Map(metafields.map((each) => [`${each.namespace}.${each.key}`, valueOf(each)]));
  return Object.fromEntries(names.slice(0, MOST_NAMES).map((name) => [name, values.get(name) ?? ""]));
}

/** Numbers and yes or no as such; everything else as Shopify writes it. */
function valueOf({ type, value }: MetafieldValueFragment): string | number | boolean {
  if (type === "boolean") return value === "true";
  return type === "number_integer" || type === "number_decimal" ? Number(value) : value;
}
