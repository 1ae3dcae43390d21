/** What the guard closes: a variant (its policy becomes DENY), or a product's place on a sales channel. */
export type Thing = "variant" | "publication";

/**
 * - `closing`, `opening`: a write is to be carried out.
 * - `closed`: it is as it should be while nothing is left to sell.
 */
export type Phase = "closing" | "closed" | "opening";

/** What is stored of one thing from the moment its stock is gone until it is back. */
export interface Claim {
  readonly phase: Phase;
  /** What it was before we closed it: CONTINUE, or the time since when it was published; empty when it was closed already, so nothing of ours. */
  readonly former: string;
  /** Its write has not come to an end. */
  readonly busy: boolean;
}

/** `forget`: the claim ends without a write. */
export type Step = "close" | "open" | "forget" | "rest";

/**
 * What follows for one thing. While it is closed nothing is compared and nothing written again: whatever the merchant does to it meanwhile stands. It is
 * opened once, when stock is back or the guard is off, and only if we closed it.
 */
export function nextStep(claim: Claim | null, closed: boolean): Step {
  if (claim === null) return closed ? "close" : "rest";
  if (claim.busy) return "rest";
  if (claim.phase === "closed") return closed ? "rest" : claim.former === "" ? "forget" : "open";
  // Its write was withdrawn before it was sent.
  if (claim.phase === "closing") return closed ? "close" : "forget";
  return "open";
}

/** One thing as a write finds it. */
export interface Found {
  readonly id: string;
  /** As it is now: CONTINUE, or the time since when it is published; empty when it is closed; undefined when Shopify does not have it any more. */
  readonly now: string | undefined;
  /** What is stored of what it was before. */
  readonly former: string;
}

/** What a write has to do, and what came of each thing. */
export interface Work {
  readonly write: readonly { readonly id: string; readonly former: string }[];
  readonly outcome: Readonly<Record<string, Came>>;
}

/**
 * - `closed`, `opened`: by us.
 * - `kept`: it was as wanted already; to close, it was not ours before; to open, the merchant was first, and our claim ends.
 * - `gone`: Shopify does not have it any more.
 */
export type Came = "closed" | "opened" | "kept" | "gone";

/**
 * What is left to do to close these things. What is open is closed, and what it was is to be stored first. What is closed already is ours only if an
 * earlier attempt of this very write stored what it was: its answer was lost.
 */
export function toClose(found: readonly Found[]): Work {
  return workOn(found, ({ now, former }) =>
    now === "" ? { came: former === "" ? "kept" : "closed" } : { came: "closed", write: now },
  );
}

/** What is left to do to open these things again: what is open was opened by somebody else, unless an earlier attempt of ours did it. */
export function toOpen(found: readonly Found[], triedBefore: boolean): Work {
  return workOn(found, ({ now, former }) =>
    now === "" ? { came: "opened", write: former } : { came: triedBefore ? "opened" : "kept" },
  );
}

interface Verdict {
  readonly came: Came;
  /** What the thing was, or becomes again; nothing to write when undefined. */
  readonly write?: string;
}

function workOn(
  found: readonly Found[],
  judge: (thing: { readonly now: string; readonly former: string }) => Verdict,
): Work {
  const judged = found.map(({ id, now, former }) => {
    const verdict: Verdict = now === undefined ? { came: "gone" } : judge({ now, former });
    return { id, ...verdict };
  });
  return {
    write: judged.flatMap(({ id, write }) => (write === undefined ? [] : [{ id, former: write }])),
    outcome: Object.fromEntries(judged.map(({ id, came }) => [id, came])),
  };
}

/** The claim that is left after a write has come to an end; null: none. */
export function afterWrite(former: string, came: Came, way: "close" | "open"): Omit<Claim, "busy"> | null {
  if (came === "gone" || way === "open") return null;
  return { phase: "closed", former: came === "closed" ? former : "" };
}
