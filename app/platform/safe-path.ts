/** Words of our own addresses, and file endings; what is longer may be a key. */
const WORD = /^[a-z][a-z-]{0,19}(\.(?:csv|json|pdf|js|css))?$/;
const NUMBER = /^\d{1,20}$/;
const MOST_PARTS = 8;

/**
 * An address as it may be logged: words and numbers, everything else a star. Addresses of ours carry keys (of checkout rates, of carriers' hooks, of the link that stops
 * messages), and strangers type what they like. Never the query: session tokens are in it.
 */
export function safePath(path: string): string {
  const parts = path.split("?", 1)[0]?.split("/").slice(1) ?? [];
  const safe = parts
    .slice(0, MOST_PARTS)
    .map((part) => (part === "" || WORD.test(part) || NUMBER.test(part) ? part : "*"));
  return `/${safe.join("/")}${parts.length > MOST_PARTS ? "/…" : ""}`;
}
