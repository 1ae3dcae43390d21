import { readAddress, writeAddress } from "../../../core/address.ts";
import { readId, type FulfillmentOrderId, type LocationId } from "../../../core/ids.ts";
import { OPEN_STATES, type PickupState } from "./pickup-state.ts";

export const PICKUP_VIEWS = ["open", "preparing", "ready", "no_show", "settled"] as const;
export type PickupView = (typeof PICKUP_VIEWS)[number];

/** Which pickups a list shows; lives in the address. */
export interface PickupFilter {
  readonly view: PickupView;
  readonly locationId: LocationId | null;
  readonly search: string;
  readonly descending: boolean;
  /** The page begins behind this pickup, or ends before it: `<ready by, ms>_<id>`. At most one of the two. */
  readonly after: string | null;
  readonly before: string | null;
}

/** The states each view shows. */
export const STATES_OF: Readonly<Record<PickupView, readonly PickupState[]>> = {
  open: OPEN_STATES,
  preparing: ["preparing"],
  ready: ["ready"],
  no_show: ["no_show"],
  settled: ["collected", "returned", "gone"],
};

/** Reads a filter from an address; what it does not know counts as not given. */
export function readPickupFilter(parameters: URLSearchParams): PickupFilter {
  const address = readAddress(parameters);
  const before = placeIn(parameters.get("before"));
  return {
    view: address.oneOf("view", PICKUP_VIEWS) ?? "open",
    locationId: address.id<LocationId>("location"),
    search: address.text("q"),
    descending: address.sort(["readyBy"])[1] === "desc",
    after: before === null ? placeIn(parameters.get("after")) : null,
    before,
  };
}

/** The filter as the parameters of an address, without the page. */
export const writePickupFilter = ({ view, locationId, search, descending }: PickupFilter): Record<string, string> =>
  writeAddress({
    view: view === "open" ? null : view,
    location: locationId,
    q: search,
    sort: descending ? "readyBy.desc" : null,
  });

/** The filter of an address in the spelling of `writePickupFilter`. */
export const tidyPickupFilter = (given: URLSearchParams): Record<string, string> =>
  writePickupFilter(readPickupFilter(given));

const placeIn = (text: string | null): string | null => (readPlace(text) === undefined ? null : text);

/** A row's place in the list. */
export const placeOf = (readyBy: Date, id: string): string => `${readyBy.getTime()}_${id}`;

export function readPlace(text: string | null): { readonly at: Date; readonly id: FulfillmentOrderId } | undefined {
  const [, at = "", rest = ""] = /^(\d{1,14})_(\d{1,19})$/.exec(text ?? "") ?? [];
  const id = readId<FulfillmentOrderId>(rest);
  return at === "" || id === undefined ? undefined : { at: new Date(Number(at)), id };
}
