import { z } from "zod";

const amount = z.number().min(0);
const units = z.int().min(0).max(1_000_000);
const place = { lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180), state: z.string() };

/** One question to the router: orders, what there is where, and what shipping costs. Fields that are not here are notes. */
const instanceSchema = z
  .object({
    name: z.string().min(1),
    /** All in one currency. `same_state` is added to a parcel that does not leave the location's state. */
    cost_model: z.object({
      const: amount,
      same_state: z.number(),
      per_km: amount,
      per_kg: amount,
      per_kg_1000km: amount,
      unfilled_unit_penalty: amount,
    }),
    locations: z.array(z.object({ id: z.string(), ...place, inventory: z.record(z.string(), units) })).min(1),
    skus: z.array(z.object({ sku: z.string(), kg: amount })),
    orders: z.array(
      z.object({
        id: z.string(),
        /** Which came first. */
        seq: z.int(),
        ...place,
        lines: z.array(z.object({ sku: z.string(), qty: units.min(1) })).min(1),
      }),
    ),
  })
  .superRefine(({ cost_model: model, locations, skus, orders }, context) => {
    const complain = (message: string, ...path: PropertyKey[]) => context.addIssue({ code: "custom", path, message });
    const known = new Set(skus.map(({ sku }) => sku));
    for (const [n, { inventory }] of locations.entries()) {
      for (const sku of Object.keys(inventory)) {
        if (!known.has(sku)) complain("not in skus", "locations", n, "inventory", sku);
      }
    }
    for (const [n, { lines }] of orders.entries()) {
      for (const [line, { sku }] of lines.entries()) {
        if (!known.has(sku)) complain(`${sku} is not in skus`, "orders", n, "lines", line, "sku");
      }
    }
    for (const [field, ids] of Object.entries({
      locations: locations.map(({ id }) => id),
      skus: skus.map(({ sku }) => sku),
      orders: orders.map(({ id }) => id),
    })) {
      for (const [n, id] of ids.entries()) if (ids.indexOf(id) < n) complain(`${id} is there twice`, field, n);
    }
    if (model.const + model.same_state < 0) complain("a parcel may not cost less than 0", "cost_model", "same_state");
  });
export type Instance = z.infer<typeof instanceSchema>;

/** What ships from where. */
export interface Shipment {
  readonly order: string;
  readonly location: string;
  readonly sku: string;
  readonly qty: number;
}

/**
 * Reads an instance.
 *
 * @throws Error naming the file and the first field that is wrong
 */
export function readInstance(file: string, text: string): Instance {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const { data, error } = instanceSchema.safeParse(json);
  if (data !== undefined) return data;
  const issue = error.issues[0];
  throw new Error(`${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`, { cause: error });
}
