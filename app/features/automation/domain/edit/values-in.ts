import { FIELDS, fieldOf, type FieldKey } from "../fields.ts";
import type { ShopList } from "../fields/field.ts";

/** A field by its key, also when the key comes from elsewhere. */
export const isField = (key: unknown): key is FieldKey => typeof key === "string" && Object.hasOwn(FIELDS, key);

/** The shop's values that conditions and actions speak of, by list. Looks into whatever it is given, right or wrong. */
export function valuesIn(part: unknown): Map<ShopList, Set<string>> {
  const found = new Map<ShopList, Set<string>>();
  collect(part, found);
  return found;
}

function collect(part: unknown, found: Map<ShopList, Set<string>>): void {
  if (Array.isArray(part)) for (const each of part) collect(each, found);
  if (typeof part !== "object" || part === null || Array.isArray(part)) return;
  const { field, value, do: action, location } = part as Readonly<Record<string, unknown>>;
  if (action === "sendToService") add(found, "locations", location);
  if (isField(field)) add(found, fieldOf(field).list, value);
  else for (const each of Object.values(part)) collect(each, found);
}

function add(found: Map<ShopList, Set<string>>, list: ShopList | undefined, value: unknown): void {
  if (list === undefined) return;
  const texts = [value].flat().filter((each) => typeof each === "string");
  found.set(list, new Set([...(found.get(list) ?? []), ...texts]));
}
