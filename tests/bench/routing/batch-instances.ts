/** Batches like the given instances (tests/fixtures/routing), as large as wanted. The same seed makes the same batch. */
import type { Instance } from "../../../scripts/evaluate/routing/instance.ts";
import { seededRandom } from "../../devshop/state/random.ts";

export interface Size {
  readonly orders: number;
  readonly locations: number;
  readonly skus: number;
  /** Stock of each SKU as a share of what is wanted of it. */
  readonly slack: number;
  /** A SKU is at one to four locations, or at all. */
  readonly everywhere: boolean;
}

/** Cities with their state and how many of a hundred shoppers live around; the first ones have stock. */
const CITIES = [
  { name: "sao paulo", state: "SP", lat: -23.55, lng: -46.63, shoppers: 45 },
  { name: "rio de janeiro", state: "RJ", lat: -22.91, lng: -43.17, shoppers: 16 },
  { name: "belo horizonte", state: "MG", lat: -19.92, lng: -43.94, shoppers: 12 },
  { name: "porto alegre", state: "RS", lat: -30.03, lng: -51.23, shoppers: 5 },
  { name: "curitiba", state: "PR", lat: -25.43, lng: -49.27, shoppers: 5 },
  { name: "salvador", state: "BA", lat: -12.97, lng: -38.5, shoppers: 4 },
  { name: "recife", state: "PE", lat: -8.05, lng: -34.9, shoppers: 3 },
  { name: "brasilia", state: "DF", lat: -15.79, lng: -47.88, shoppers: 3 },
  { name: "goiania", state: "GO", lat: -16.68, lng: -49.25, shoppers: 2 },
  { name: "florianopolis", state: "SC", lat: -27.6, lng: -48.55, shoppers: 3 },
  { name: "fortaleza", state: "CE", lat: -3.73, lng: -38.52, shoppers: 2 },
] as const;
/** Of a hundred orders and of a hundred lines, as in the instances. */
const ORDERS_BY_LINES = [46, 32, 15, 7];
const LINES_BY_UNITS = [74, 20, 6];
const SKUS_BY_LOCATIONS = [30, 35, 25, 10];

/** What it costs is what it costs in the instances. */
const COST_MODEL = {
  const: 11.8291,
  same_state: -4.7271,
  per_km: 0.0054,
  per_kg: 1.7737,
  per_kg_1000km: 0.9645,
  unfilled_unit_penalty: 1000,
};

export function batchInstance({ orders, locations, skus, slack, everywhere }: Size, seed: number): Instance {
  const random = seededRandom(seed);
  /** An index, as often as its weight says. */
  const pick = (weights: readonly number[]): number => {
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    return Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) < 0),
    );
  };
  const several = (count: number, weights: readonly number[]): number[] => {
    const picked = new Set<number>();
    while (picked.size < count) picked.add(pick(weights));
    return [...picked];
  };
  const popularity = Array.from({ length: skus }, (_, rank) => (rank + 1) ** -0.8);
  const wanted = popularity.map(() => 0);
  const placed = Array.from({ length: orders }, (_, seq) => {
    const city = CITIES[pick(CITIES.map(({ shoppers }) => shoppers))] ?? CITIES[0];
    const lines = several(1 + pick(ORDERS_BY_LINES), popularity).map((sku) => {
      const qty = 1 + pick(LINES_BY_UNITS);
      wanted[sku] = (wanted[sku] ?? 0) + qty;
      return { sku: `S${sku}`, qty };
    });
    const around = () => (random() - 0.5) * 4;
    return { id: `O${seq}`, seq, lat: city.lat + around(), lng: city.lng + around(), state: city.state, lines };
  });
  const inventories = Array.from({ length: locations }, (): Record<string, number> => ({}));
  for (const [sku, units] of wanted.entries()) {
    const count = everywhere ? locations : Math.min(locations, 1 + pick(SKUS_BY_LOCATIONS));
    const at = several(
      count,
      inventories.map(() => 1),
    );
    const shares = at.map(() => 0.2 + random());
    const stock = slack < 1 ? Math.floor(units * slack) : Math.ceil(units * slack);
    for (let unit = 0; unit < stock; unit++) {
      const inventory = inventories[at[pick(shares)] ?? 0] ?? {};
      inventory[`S${sku}`] = (inventory[`S${sku}`] ?? 0) + 1;
    }
  }
  return {
    name: `${orders}-${locations}-${slack}-${seed}`,
    cost_model: COST_MODEL,
    locations: inventories.map((inventory, n) => {
      const { name, state, lat, lng } = CITIES[n] ?? CITIES[0];
      return { id: name, state, lat, lng, inventory };
    }),
    // From 200 g to 12 kg, half of them below 1.5 kg.
    skus: wanted.map((_, sku) => ({ sku: `S${sku}`, kg: 0.2 * 60 ** random() })),
    orders: placed,
  };
}
