import type { Draft } from "./use-draft.ts";

/** The fields of one row of the form, under its path: "areas.2" has "areas.2.name". */
export function fieldsOf<Row extends object>(
  draft: Draft,
  path: string,
  row: Row,
  onChange: (row: Row) => void,
): (name: keyof Row & string) => FieldOfRow {
  return (name) => ({
    name: `${path}.${name}`,
    value: String(row[name]),
    error: draft.error(`${path}.${name}`),
    disabled: draft.disabled,
    onChange: (value) => onChange({ ...row, [name]: value }),
  });
}

interface FieldOfRow {
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}
