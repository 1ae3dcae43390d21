/** Kinds of things that the log names with their id: "order:17". */
export const THINGS: readonly string[] = [
  ...["order", "set", "replay", "batch", "manifest", "box", "count", "edit", "feed", "entry", "item", "link"],
  ...["location", "pickup", "carrier", "staff", "inbox", "template", "intent"],
];

/** How the log may name what somebody types: as it stands there, or by its id alone. */
export const subjectsNamed = (typed: string): string[] => [typed, ...THINGS.map((kind) => `${kind}:${typed}`)];
