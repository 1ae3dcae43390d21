/** Whether two plain values are the same as JSON. Ends at the first difference, which writing both as text does not. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    Array.isArray(one) === Array.isArray(other) &&
    keys.every((key) => isSameJson((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}
