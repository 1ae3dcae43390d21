/** From installed to live: see what Entrega sees, tell it how the shop ships, let it do the first thing. */
export const STEPS = ["see", "ship", "act"] as const;
export type StepName = (typeof STEPS)[number];

/** What a step is made of, each done by a fact and never by a click. */
export type StepPart = "read" | "locations" | "carrier" | "effect";

export interface StepFacts {
  /** Everything of the store was read once. */
  readonly imported: boolean;
  /** Locations that somebody said how they work. */
  readonly locationsSet: number;
  /** Accounts with carriers that are in use. */
  readonly carriers: number;
  /** Effects that are switched on. */
  readonly effectsOn: number;
}

export interface Step {
  readonly name: StepName;
  readonly state: "done" | "open" | "skipped";
  readonly parts: readonly { readonly part: StepPart; readonly done: boolean }[];
}

/** The three steps. One that is done stays done although it was skipped before; one that was undone (the carrier left) is open again. */
export function stepsOf(facts: StepFacts, skipped: ReadonlySet<string>): Step[] {
  const parts: Readonly<Record<StepName, Step["parts"]>> = {
    see: [{ part: "read", done: facts.imported }],
    ship: [
      { part: "locations", done: facts.locationsSet > 0 },
      { part: "carrier", done: facts.carriers > 0 },
    ],
    act: [{ part: "effect", done: facts.effectsOn > 0 }],
  };
  return STEPS.map((name) => ({
    name,
    state: parts[name].every(({ done }) => done) ? "done" : skipped.has(name) ? "skipped" : "open",
    parts: parts[name],
  }));
}

/** Is there nothing left to ask for on Home? */
export const isSettled = (steps: readonly Step[]): boolean => steps.every(({ state }) => state !== "open");
