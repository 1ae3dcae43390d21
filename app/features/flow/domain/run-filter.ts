import { readAddress, writeAddress } from "../../../core/address.ts";
import { ACTIONS, type Action } from "./actions.ts";

/** How far an action is, as people ask for it. */
export const RUN_STATUSES = ["waiting", "done", "refused"] as const;

/** Which actions of workflows are listed; lives in the address. The newest first. */
export interface RunFilter {
  readonly status: (typeof RUN_STATUSES)[number] | null;
  readonly action: Action | null;
  /** The beginning of an order's name, with or without "#". */
  readonly search: string;
  /** The page begins behind this run, or ends before it: when it came (ms) and its name. */
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readRunFilter(parameters: URLSearchParams): RunFilter {
  const address = readAddress(parameters);
  return {
    status: address.oneOf("status", RUN_STATUSES),
    action: address.oneOf("action", ACTIONS),
    search: address.text("q"),
    after: placeIn(parameters, "after"),
    before: placeIn(parameters, "before"),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeRunFilter = ({ status, action, search }: RunFilter): Record<string, string> =>
  writeAddress({ status, action, q: search });

/** The filter of an address in the spelling of `writeRunFilter`. */
export const tidyRunFilter = (given: URLSearchParams): Record<string, string> => writeRunFilter(readRunFilter(given));

const PLACE = /^\d{1,15}_[\w-]{1,100}$/;

function placeIn(parameters: URLSearchParams, side: "after" | "before"): string | null {
  const text = parameters.get(side) ?? "";
  return PLACE.test(text) ? text : null;
}
