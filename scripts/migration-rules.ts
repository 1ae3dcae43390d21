/**
 * What in a migration breaks the version before (or does nothing for an owner who is no superuser), which goes on serving while a deployment replaces it (docs/operations.md). Static: it reads SQL and knows no code, so what
 * it finds is either done in two steps (first the code stops using it, a version later it goes) or listed with the reason why it harms nobody.
 */

/** `what`: "drop column stock_entry.after". */
export interface Break {
  readonly what: string;
  readonly why: string;
}

/** Statements without comments and quotes of names, in small letters, white space as one blank. The inside of DO blocks and functions counts, too. */
function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/--[^\n]*/g, " ")
    .replaceAll('"', "")
    .toLowerCase()
    .split(";")
    .map((each) => each.replaceAll(/\s+/g, " ").trim());
}

/** The changes of an ALTER TABLE; commas inside brackets, as in numeric(3, 2), part nothing. */
function clausesOf(changes: string): string[] {
  let depth = 0;
  const parted = Array.from(changes).map((sign) => {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    return sign === "," && depth === 0 ? "\n" : sign;
  });
  return parted
    .join("")
    .split("\n")
    .map((each) => each.trim());
}

type Rule = readonly [pattern: RegExp, what: (found: readonly string[], table: string) => string, why: string];

/** Of one clause of ALTER TABLE. */
const CLAUSES: readonly Rule[] = [
  [
    /^drop (?:column )?(?:if exists )?(?!constraint|not null|default)(\w+)/,
    ([name], table) => `drop column ${table}.${name}`,
    "the code before reads or writes it",
  ],
  [/^rename (?:column )?(\w+) to/, ([name], table) => `rename ${table}.${name}`, "the code before knows the old name"],
  [/^rename to (\w+)/, (_, table) => `rename table ${table}`, "the code before knows the old name"],
  [
    /^alter (?:column )?(\w+) (?:set data )?type/,
    ([name], table) => `change type of ${table}.${name}`,
    "the code before may write what does not fit, and the table is locked while it is rewritten",
  ],
  [
    /^alter (?:column )?(\w+) set not null/,
    ([name], table) => `require ${table}.${name}`,
    "the code before may leave it empty",
  ],
  [
    /^alter (?:column )?(\w+) drop default/,
    ([name], table) => `drop default of ${table}.${name}`,
    "the code before may leave it out",
  ],
  [
    /^add (?:column )?(?:if not exists )?(?!constraint|primary|unique|check|foreign)(\w+) (?!.*\bdefault\b)(?!.*\bgenerated\b).*\bnot null\b/,
    ([name], table) => `require new ${table}.${name}`,
    "the code before does not fill it",
  ],
  [
    /^add (?:constraint (\w+) )?(?:unique|check|foreign key|exclude)/,
    ([name = ""], table) => `constrain ${table} ${name}`.trim(),
    "the code before may write what it forbids",
  ],
];

/** Of a whole statement; `$1` is the table, where there is one. */
const STATEMENTS: readonly Rule[] = [
  [
    /^drop (table|view|function|sequence|type|role|policy) (?:if exists )?(\w+)/,
    ([kind, name]) => `drop ${kind} ${name}`,
    "the code before uses it",
  ],
  // Prisma's name of a unique index: the code before may name it in ON CONFLICT.
  [
    /^drop index (?:if exists )?(\w+_key)$/,
    ([name]) => `drop index ${name}`,
    "ON CONFLICT of the code before needs it",
  ],
  [
    /^create unique index (?:\w+ )?on (\w+)/,
    ([table]) => `unique ${table}`,
    "the code before may write the same twice",
  ],
  [
    /^truncate (?:table )?(\w+)/,
    ([table]) => `truncate ${table}`,
    "what is gone cannot be had back by going back a version",
  ],
  [
    /^revoke .* on (?:table )?(\w+).* from .*entrega_/,
    ([table]) => `revoke on ${table}`,
    "the code before may need the right",
  ],
];

/** Row-level security binds an owner who is no superuser: unless it is lifted first, such a statement finds no row, and nobody is told. */
function unseen(statement: string, lifted: ReadonlySet<string>): Break[] {
  const table = /^(?:update|delete from) (?:only )?(\w+)(?!\.)\b/.exec(statement)?.[1];
  if (table === undefined || lifted.has(table)) return [];
  const why = "the owner sees no row of it: alter table … no force row level security before, force after";
  return [{ what: `change rows of ${table}`, why }];
}

/** What breaks the version before, or does nothing. Tables that are made in the same migration are nobody's yet. */
export function breaksOf(sql: string): Break[] {
  const statements = statementsOf(sql);
  const fresh = new Set(statements.flatMap((each) => /^create table (?:if not exists )?(\w+)/.exec(each)?.[1] ?? []));
  const lifted = new Set(
    statements.flatMap((each) => /^alter table (\w+) no force row level security/.exec(each)?.[1] ?? []),
  );
  return statements.flatMap((statement) => {
    const hidden = unseen(statement, lifted);
    if (hidden.length > 0) return hidden;
    const [, table, changes] = /^alter table (?:only )?(?:if exists )?(\w+) (.*)$/.exec(statement) ?? [];
    if (table !== undefined && changes !== undefined)
      return fresh.has(table) ? [] : clausesOf(changes).flatMap((clause) => found(CLAUSES, clause, table));
    return found(STATEMENTS, statement, "").filter(({ what }) => !fresh.has(what.split(" ").at(-1) ?? ""));
  });
}

function found(rules: readonly Rule[], text: string, table: string): Break[] {
  return rules.flatMap(([pattern, what, why]) => {
    const [match, ...parts] = pattern.exec(text) ?? [];
    return match === undefined ? [] : [{ what: what(parts, table), why }];
  });
}

/** Migration → what it breaks → why that harms nobody. */
export type Allowed = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is wrong with these migrations (name → SQL): breaks that are not allowed, and allowances for what is not there. */
export function problemsOf(migrations: ReadonlyMap<string, string>, allowed: Allowed): string[] {
  const problems = [...migrations].flatMap(([name, sql]) =>
    breaksOf(sql)
      .filter(({ what }) => allowed[name]?.[what] === undefined)
      .map(({ what, why }) => `${name}: ${what}: ${why}`),
  );
  const idle = Object.entries(allowed).flatMap(([name, list]) => {
    const breaks = new Set(breaksOf(migrations.get(name) ?? "").map(({ what }) => what));
    return Object.keys(list)
      .filter((what) => !breaks.has(what))
      .map((what) => `${name}: allows "${what}", which it does not do`);
  });
  return [...problems, ...idle];
}
