/** Where something stands in a rule, from the outermost: `["when", "all", 0, "value"]`. The same as in a fault (fault.ts). */
export type Path = readonly (string | number)[];

type Json = Readonly<Record<string | number, unknown>>;

/** What stands there; undefined when nothing does. */
export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, step) => (typeof part === "object" && part !== null ? (part as Json)[step] : undefined),
    whole,
  );
}

/** The same with something else there; undefined takes the property away. What is not on the way stays the same object. */
export function withAt<Whole>(whole: Whole, path: Path, value: unknown): Whole {
  const [step, ...rest] = path;
  if (step === undefined) return value as Whole;
  const inner = withAt(valueAt(whole, [step]), rest, value);
  if (Array.isArray(whole)) return whole.map((each: unknown, index) => (index === step ? inner : each)) as Whole;
  if (inner !== undefined) return { ...whole, [step]: inner };
  return Object.fromEntries(Object.entries(whole as Json).filter(([key]) => key !== String(step))) as Whole;
}

/** What is written on paths, as a key: `when.all.0.value`. */
export const keyOf = (path: Path): string => path.join(".");
