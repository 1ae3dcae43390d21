/** Invented customers: the data has numbers only. The same number is always the same person. */
import { draw } from "../carrier/seeded-draw.ts";

// Two lists of our own; together 900 names, none taken from the data.
const FIRST =
  "Ada Amir Beth Callum Carys Dara Dylan Elif Erin Esme Finn Freya Gwen Hana Idris Isla Jonah Kezia Leo Lucia Mabel Nadia Niall Omar Orla Priya Rhys Saoirse Theo Zara".split(
    " ",
  );
const LAST =
  "Abbot Ashdown Barlow Bexley Calder Carrow Dunmore Ellery Fenwick Garrick Hartley Ingram Jessop Kendal Langley Marlow Norwood Oakley Penrose Quillan Ridley Selwyn Tansley Underhill Vance Wexford Yardley Arden Brant Colby".split(
    " ",
  );
const STREETS = ["High Street", "Station Road", "Church Lane", "Mill Road", "Park Avenue", "Green Lane"];

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly address1: string;
}

/** The person behind a customer number of the sample. */
export function personOf(number: number): Person {
  const pick = (list: readonly string[], what: string) =>
    list[Math.floor(draw(what, String(number)) * list.length)] ?? "";
  const [first, last] = [pick(FIRST, "first"), pick(LAST, "last")];
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}.${String(number)}@example.com`.toLowerCase(),
    address1: `${String(1 + Math.floor(draw("house", String(number)) * 90))} ${pick(STREETS, "street")}`,
  };
}
