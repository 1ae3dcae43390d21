/** Sales of four weeks ago count half as much as those of today; what is older than twelve weeks (an eighth) does not count. */
export const HALF_LIFE_DAYS = 28;
export const WINDOW_DAYS = 84;

/** What the ledger tells of an item at one place. All sums are weighted by how long ago it was. */
export interface Sales {
  /** Units sold. */
  readonly sold: number;
  /** Sum of the squares of what each sale took. */
  readonly squares: number;
  /** Days on which it could be bought. */
  readonly days: number;
  /** Days it has been known, in stock or not. */
  readonly knownDays: number;
}

/** `none`: it does not sell. `early`: it has not been for sale long enough to say. */
export type Demand =
  | {
      readonly known: true;
      /** Units expected to be sold on a day with stock. */
      readonly perDay: number;
      /** Units a sale takes: one for mugs, twelve for what is bought by the dozen. */
      readonly lot: number;
      /** How many sales the expectation rests on. */
      readonly lots: number;
    }
  | { readonly known: false; readonly why: "none" | "early" };

/** Fewer days for sale than these say something only if so many sales fell into them. */
const FEWEST_DAYS = 7;
const FEWEST_SALES = 3;
/** Whatever was sold in the hour before stock was gone: at least a day is taken. */
const SHORTEST_DAYS = 1;
/** What is usual weighs no more than half a sale, as in the prior of Jeffreys, nor than three days: it decides for what hardly sold, and nothing else. */
const PRIOR_SALES = 0.5;
const PRIOR_DAYS = 3;

/**
 * What will be sold a day. Sales arrive at random and each takes a lot, so a slow item is neither "0 a day" nor "1 a day" but a gamma distribution
 * between them, which the usual demand of its vendor starts and each sale narrows (Snyder, Ord, Beaumont 2012, doi 10.1016/j.ijforecast.2011.03.009). Days without stock
 * are not days without demand and do not count; without sales the expectation fades, as obsolescence asks (Teunter, Syntetos, Babai 2011, doi
 * 10.1016/j.ejor.2011.05.018). The lot is Σq²/Σq, so one order of 200 is one sale, not 200.
 *
 * `usual`: units a day that such items sell; null when nobody knows.
 */
export function demandOf({ sold, squares, days, knownDays }: Sales, usual: number | null): Demand {
  if (sold <= 0) return { known: false, why: days >= FEWEST_DAYS || knownDays >= HALF_LIFE_DAYS ? "none" : "early" };
  const lot = squares / sold;
  const lots = sold / lot;
  // A lot of 200 in an unlucky second is no reason to believe in half of that.
  if (days < FEWEST_DAYS && lots < FEWEST_SALES) return { known: false, why: "early" };
  const observed = Math.max(SHORTEST_DAYS, days);
  if (usual === null || usual <= 0) return { known: true, perDay: sold / observed, lot, lots };
  const priorDays = Math.min(PRIOR_DAYS, (PRIOR_SALES * lot) / usual);
  const priorLots = (usual * priorDays) / lot;
  return {
    known: true,
    perDay: (lot * (lots + priorLots)) / (observed + priorDays),
    lot,
    lots: lots + priorLots,
  };
}

/** The same of several places together. A day counts when there was stock at one of them; of days that differ, the most are taken. */
export function together(sales: readonly Sales[]): Sales {
  const most = (days: readonly number[]) => days.reduce((a, b) => Math.max(a, b), 0);
  return {
    sold: sales.reduce((sum, each) => sum + each.sold, 0),
    squares: sales.reduce((sum, each) => sum + each.squares, 0),
    days: most(sales.map(({ days }) => days)),
    knownDays: most(sales.map(({ knownDays }) => knownDays)),
  };
}
