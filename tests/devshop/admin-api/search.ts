/** Shopify's search syntax, as far as lists of this domain need it: `field:value` and comparisons, all of which must hold. */
import { badRequest, notModelled } from "./context.ts";

/** How a search field reads an object: a moment, an id, or words (compared without case). */
export type SearchField<T> =
  | { readonly kind: "time"; readonly of: (item: T) => Date | null }
  | { readonly kind: "id"; readonly of: (item: T) => string }
  | { readonly kind: "word"; readonly of: (item: T) => readonly string[] };

export type SearchFields<T> = Record<string, SearchField<T>>;

interface Term {
  readonly negated: boolean;
  readonly field: string;
  readonly operator: ":" | ">" | ">=" | "<" | "<=";
  readonly value: string;
}

const TERM = /^(-)?([a-z_]+):(>=|<=|>|<)?(?:'([^']*)'|"([^"]*)"|(\S+))\s*/;

/** Keeps what the query asks for. OR, brackets and free text are NOT_MODELLED, as is a field that is not listed. */
export function search<T>(items: Iterable<T>, query: string | null | undefined, fields: SearchFields<T>): T[] {
  const terms = parseQuery(query ?? "");
  const tests = terms.map((term) => {
    const field = fields[term.field];
    if (field === undefined) throw notModelled(`the search field ${term.field}`);
    const test = testOf(term, field);
    return (item: T) => test(item) !== term.negated;
  });
  return [...items].filter((item) => tests.every((test) => test(item)));
}

function parseQuery(query: string): Term[] {
  const terms: Term[] = [];
  let rest = query.trim();
  while (rest !== "") {
    const connective = /^AND\s+/.exec(rest);
    if (connective !== null) rest = rest.slice(connective[0].length);
    const match = TERM.exec(rest);
    if (match === null) throw notModelled(`the search query ${JSON.stringify(query)}`);
    terms.push({
      negated: match[1] !== undefined,
      field: match[2] ?? "",
      operator: (match[3] as Term["operator"] | undefined) ?? ":",
      value: match[4] ?? match[5] ?? match[6] ?? "",
    });
    rest = rest.slice(match[0].length);
  }
  return terms;
}

function testOf<T>(term: Term, field: SearchField<T>): (item: T) => boolean {
  switch (field.kind) {
    case "time": {
      const wanted = Date.parse(term.value);
      if (Number.isNaN(wanted)) throw badRequest(`Invalid time in search query: ${term.value}`);
      return (item) => {
        const at = field.of(item);
        // Shopify shows whole seconds and compares what it shows.
        return at !== null && compared(Math.floor(at.getTime() / 1000) * 1000 - wanted, term.operator);
      };
    }
    case "id": {
      if (!/^\d+$/.test(term.value)) throw badRequest(`Invalid id in search query: ${term.value}`);
      const wanted = BigInt(term.value);
      return (item) => compared(Number(BigInt(field.of(item)) - wanted), term.operator);
    }
    case "word": {
      if (term.operator !== ":") throw notModelled(`the comparison ${term.operator} of ${term.field}`);
      const wanted = term.value.toLowerCase().split(",");
      return (item) => field.of(item).some((word) => wanted.includes(word.toLowerCase()));
    }
  }
}

function compared(difference: number, operator: Term["operator"]): boolean {
  switch (operator) {
    case ":":
      return difference === 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
  }
}
