const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What lies somewhere. An empty bin: nobody said where. */
export interface Placed {
  readonly bin: string;
  readonly title: string;
}

/** The way through the location: A-2 before A-10; what has no bin comes last, by name. */
export function byBin(a: Placed, b: Placed): number {
  if ((a.bin === "") !== (b.bin === "")) return a.bin === "" ? 1 : -1;
  return natural.compare(a.bin, b.bin) || natural.compare(a.title, b.title);
}
