/** Texts that have a name in this process. */
const names = new Map<string, string>();

/** The name under which a connection keeps the plan of this text: the same text has the same name. For texts of our own, of which there are some hundred. */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `s${names.size + 1}`;
  names.set(sql, name);
  return name;
}
