/** A service's own spread weighs against so many parcels that spread as all do. */
const PRIOR = 50;

/** By service: the mean distance from the median, in those of all parcels. An express service may be twice as sure as a post. */
export function spreadsOf(
  services: readonly (string | null)[],
  distances: Float64Array,
  weights: Float64Array,
): Record<string, number> {
  const sums = new Map<string, [weight: number, distance: number]>();
  let [all, far] = [0, 0];
  services.forEach((service, row) => {
    const weight = weights[row] ?? 0;
    const distance = weight * Math.abs(distances[row] ?? 0);
    all += weight;
    far += distance;
    if (service === null) return;
    const [before, sum] = sums.get(service) ?? [0, 0];
    sums.set(service, [before + weight, sum + distance]);
  });
  if (far === 0) return {};
  const mean = far / all;
  return Object.fromEntries(
    [...sums].map(([service, [weight, sum]]) => [service, (sum / mean + PRIOR) / (weight + PRIOR)]),
  );
}
