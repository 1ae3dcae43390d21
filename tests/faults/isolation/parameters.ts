import type { PageRoute } from "../pages.ts";

/** What a segment of an address names: the column with its ids. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  batchId: "batch_id",
  taskId: "task_id",
  countId: "count_id",
  // Pickups and deliveries of a location are named by their fulfillment orders.
  pickupId: "fulfillment_order_id",
  stopId: "fulfillment_order_id",
  editId: "edit_id",
  feedId: "feed_id",
  runId: "run_id",
  linkId: "link_id",
  locationId: "location_id",
  itemId: "item_id",
  orderId: "order_id",
  manifestId: "manifest_id",
  parcelId: "parcel_id",
  // A number within a replay; the replay's own will do.
  position: "replay_id",
  replayId: "replay_id",
  reportId: "report_id",
  ruleId: "rule_id",
  // Of a change of rules; numbered for all shops together, as sets are.
  seq: "set_id",
  setId: "set_id",
  shipmentId: "shipment_id",
  transferId: "transfer_id",
  versionId: "version_id",
  // Words, and what is signed: they name nothing that a column has.
  kind: "none",
  check: "none",
  month: "none",
  locale: "none",
  token: "none",
};

/** Words in an address: one of those it takes, so that what stands beside it is looked up. */
const WORDS: Readonly<Record<string, string>> = { kind: "name", check: "weight", month: "2026-11" };

/** A form as it is sent. */
export type Form = Readonly<Record<string, string>>;

/** Stands for an id in a form; each id of the other shop is put there. */
export const ID = "{id}";

/** The form with an id in the place of `ID`. */
export const withId = (form: Form, id: string): Form =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name.replace(ID, id), value.replaceAll(ID, id)]));
/** What the segments of an address are called. */
export const parametersOf = (path: string) =>
  path.split("/").flatMap((part) => (part.startsWith(":") ? [part.slice(1)] : []));
/** The address with an id in each of its segments that is no word. */
export const fill = (path: string, id: string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => WORDS[name] ?? id).replace("*", id);

/** A page's data without the page: the loader or action of exactly this route. Files and the extensions' door are no pages. */
export function addressOf({ id, path }: PageRoute, address: string): string {
  if (/\.\w+$|^\/api\//.test(path)) return address;
  return `${address}${address.includes("?") ? "&" : "?"}_data=${encodeURIComponent(id)}`;
}
