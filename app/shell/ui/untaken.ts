import type { Refusal } from "../refusal.ts";

/** What a form sent and the server did not take, or what never reached it. `refusal`: why somebody may not; null: it is none of that kind. */
export interface Untaken {
  readonly kind: "forbidden" | "stopped" | "busy" | "failed" | "offline";
  readonly refusal: Refusal | null;
}

const KINDS: Readonly<Record<number, Untaken["kind"]>> = { 403: "forbidden", 409: "stopped", 429: "busy", 503: "busy" };

type Fetch = typeof globalThis.fetch;

/**
 * A form that is not taken keeps what was typed. The router answers a refusal with a page of its own, in place of the form; so it never gets to see one: for it
 * the act has no answer (`null`), and `tell` says on the page what happened. What a page reads is not touched, nor is 401, which App Bridge repeats with a
 * fresh token. `tell(null)`: something was taken.
 */
export function keepingTyped(ask: Fetch, tell: (untaken: Untaken | null) => void): Fetch {
  return async (input, init) => {
    if (!isAct(input, init)) return ask(input, init);
    let response: Response;
    try {
      response = await ask(input, init);
    } catch (error) {
      if (init?.signal?.aborted) throw error;
      tell({ kind: "offline", refusal: null });
      return noAnswer(503);
    }
    if (!isRefused(response)) {
      tell(null);
      return response;
    }
    const kind = KINDS[response.status] ?? "failed";
    tell({ kind, refusal: kind === "forbidden" ? await refusalOf(response) : null });
    return noAnswer(response.status);
  };
}

/** Does the router send a form with this? It names the route it speaks to. */
function isAct(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): boolean {
  if ((init?.method ?? "GET") === "GET" || input instanceof Request) return false;
  return new URL(input, "https://entrega.invalid").searchParams.has("_data");
}

/** Thrown on purpose, failed, or from something between us and the browser; an answer that says what is wrong with a form is none of these. */
const isRefused = ({ status, headers }: Response): boolean =>
  status >= 400 && status !== 401 && !headers.has("X-Remix-Response");

async function refusalOf(response: Response): Promise<Refusal | null> {
  try {
    return (await response.json()) as Refusal | null;
  } catch {
    return null;
  }
}

/** The router takes this for what an action returned; its status keeps the page from being read anew (should-revalidate.ts). */
const noAnswer = (status: number): Response =>
  new Response("null", { status, headers: { "Content-Type": "application/json", "X-Remix-Response": "yes" } });

let current: Untaken | null = null;
const listeners = new Set<() => void>();

/** Shows what became of the last form that was sent; null: nothing to show. */
export function tellUntaken(untaken: Untaken | null): void {
  current = untaken;
  for (const listener of listeners) listener();
}

/** For React's `useSyncExternalStore`. */
export const untakenStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Untaken | null => current,
  readOnServer: (): null => null,
};
