import { AsyncLocalStorage } from "node:async_hooks";
import { sharedOnce } from "./shared-once.server.ts";

/** Longest list of words in one line of the log. */
const MOST_WORDS = 20;

/** What is under way: one request, or one run of a lane. Its notes become one wide line when it ends. */
interface Trace {
  readonly id: string;
  readonly counts: Map<string, number>;
  readonly words: Map<string, Set<string>>;
}

const open = sharedOnce("trace", () => new AsyncLocalStorage<Trace>());

/** Runs `work` under a name of its own, and gives its notes to `end` when it is over, however it ends. */
export async function traced<T>(id: string, work: () => Promise<T>, end: (notes: Notes) => void): Promise<T> {
  const trace: Trace = { id, counts: new Map(), words: new Map() };
  try {
    return await open.run(trace, work);
  } finally {
    end(notesOf(trace));
  }
}

export type Notes = Readonly<Record<string, number | readonly string[]>>;

const notesOf = ({ counts, words }: Trace): Notes => ({
  ...Object.fromEntries(counts),
  ...Object.fromEntries([...words].map(([name, set]) => [name, [...set]])),
});

/** The name of what is under way: what it marks and decides carries it on. Undefined outside. */
export const traceId = (): string | undefined => open.getStore()?.id;

/** Adds to a number of the wide line. */
export function count(name: string, by = 1): void {
  const trace = open.getStore();
  trace?.counts.set(name, (trace.counts.get(name) ?? 0) + by);
}

/** Adds ids or codes to a list of the wide line, each once, at most 20. Never anything personal. */
export function note(name: string, ...words: readonly (string | null | undefined)[]): void {
  const trace = open.getStore();
  if (!trace) return;
  const set = trace.words.get(name) ?? new Set<string>();
  trace.words.set(name, set);
  for (const word of words) if (word != null && set.size < MOST_WORDS) set.add(word);
}
