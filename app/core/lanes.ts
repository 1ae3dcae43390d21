/**
 * The lanes of a shop. One lane of a shop runs at a time, the lanes run side by side. A lane with a time in the future is a schedule.
 * The numbers are stored; never change the meaning of one.
 */
export const LANES = {
  /** Marks → refetch → mirror → ledger → decide. */
  refresh: 1,
  /** Intents → Shopify and carriers. */
  effects: 2,
  /** Imports and privacy duties: minutes of work in resumable steps. */
  long: 3,
  /** Every 15 minutes: what did we miss? And pruning. */
  reconcile: 4,
  /** Carriers: where are the parcels? */
  tracking: 5,
  /** Never claimed by the workers' loop: the lease under which the offline token is refreshed. */
  token: 6,
  /** What follows from stock that changed: buffers, guard, links, what counts and feeds still have to write. */
  stock: 7,
  /** What follows for an order from what happened and from time alone: risks, and how it arrived. */
  watch: 8,
  /** What shoppers are told, when it is time. */
  messages: 9,
} as const;

export type LaneName = keyof typeof LANES;
