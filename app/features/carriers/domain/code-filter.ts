import { readAddress, sortText, writeAddress } from "../../../core/address.ts";
import { SCAN_STAGES } from "./carrier.ts";

const SORTS = ["scans", "last", "code"] as const;

/** Which unknown codes a list shows; lives in its address. */
export interface CodeFilter {
  /** Empty: of all carriers. */
  readonly carrier: string;
  /** Those the merchant said something about, or not yet; empty: both. */
  readonly state: "" | "said" | "open";
  /** How the code begins. */
  readonly search: string;
  readonly sort: (typeof SORTS)[number];
  /** From 1 on. */
  readonly page: number;
}

/** What a merchant may say a code means: everything but that nobody knows. */
export const SAYABLE = SCAN_STAGES.filter((stage) => stage !== "unknown");

/** Reads a list's address; what it does not know counts as not given. */
export function readCodeFilter(parameters: URLSearchParams): CodeFilter {
  const address = readAddress(parameters);
  const [sort] = address.sort(SORTS);
  return {
    carrier: /^[a-z-]{1,40}$/.exec(parameters.get("carrier") ?? "")?.[0] ?? "",
    state: address.oneOf("state", ["said", "open"]) ?? "",
    search: address.text("q"),
    sort: sort ?? "scans",
    page: address.page(),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeCodeFilter = ({ carrier, state, search, sort }: CodeFilter): Record<string, string> =>
  writeAddress({ carrier, state, q: search, sort: sort === "scans" ? null : sortText(sort, true) });

/** The filter of an address in the spelling of `writeCodeFilter`. */
export const tidyCodeFilter = (given: URLSearchParams): Record<string, string> =>
  writeCodeFilter(readCodeFilter(given));
