/** What may be written into the log: numbers, yes and no, codes and ids. */
export type Code = string | number | boolean | null;
export type Codes = Readonly<Record<string, Code>>;

/**
 * What changed of a setting: of each field that differs, how it was and is. Texts are told as "…": that they changed, not what they say; unless `codes` says
 * that the setting has none that people typed, and those that look like codes are told.
 */
export function changed(
  before: object | null,
  after: object | null,
  { codes }: { readonly codes: boolean },
): { readonly before: Codes; readonly after: Codes } {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name] ?? null) !== JSON.stringify(is[name] ?? null),
  );
  const of = (fields: Fields) => Object.fromEntries(names.map((name) => [name, codeOf(fields[name], codes)]));
  return { before: of(was), after: of(is) };
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: object | null): Fields => (value ?? {}) as Fields;

/** Numbers, ids, days and times. */
const NUMBER = /^[\d.,:TZ-]{1,30}$/;
/** Codes as we write them (camelCase, snake_case), countries and currencies. */
const CODE = /^(?:[a-z][a-zA-Z_.]{0,39}|[A-Z]{2,3})$/;
const HIDDEN = "…";

function codeOf(value: unknown, codes: boolean): Code {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string")
    return value === "" || NUMBER.test(value) || (codes && CODE.test(value)) ? value : HIDDEN;
  if (value instanceof Date) return value.toISOString();
  // How many there are says enough of a list or a table of its own.
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
