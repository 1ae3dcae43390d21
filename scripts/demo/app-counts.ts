/** What the app has in its database about one shop, counted from outside. */
import type pg from "pg";

export interface AppCounts {
  /** Rows of deliveries of this shop and of unknown ones, and repeats of the former. */
  readonly deliveries: number;
  readonly repeats: number;
  readonly strays: number;
  readonly orders: number;
  readonly marks: number;
  readonly facts: number;
  /** Fulfillment orders that still wait for their decision. */
  readonly undecided: number;
  /** Effects that are not settled. */
  readonly openIntents: number;
  /** Effects of which nobody knows whether they happened. */
  readonly asks: number;
  readonly refused: number;
  /** Effects by kind that are done. */
  readonly done: Readonly<Record<string, number>>;
  /** Decisions by mode and outcome: `live move`. */
  readonly decisions: Readonly<Record<string, number>>;
  /** Parcels by stage. */
  readonly parcels: Readonly<Record<string, number>>;
  readonly scans: number;
  readonly imports: Readonly<Record<string, number>>;
  readonly reconciledTo: Date | null;
}

const BY_KEY = "coalesce(jsonb_object_agg(key, count), '{}')";
const COUNTS = `
  select (select count(*)::int from delivery where shop_id = s.id) as "deliveries",
         (select coalesce(sum(repeats), 0)::int from delivery where shop_id = s.id) as "repeats",
         (select count(*)::int from stray_delivery) as "strays",
         (select count(*)::int from shop_order where shop_id = s.id) as "orders",
         (select count(*)::int from mark where shop_id = s.id) as "marks",
         (select count(*)::int from fact where shop_id = s.id) as "facts",
         (select count(*)::int from routing_case where shop_id = s.id and status = 'due') as "undecided",
         (select count(*)::int from intent where shop_id = s.id and status in ('waiting', 'sending', 'unsure')) as "openIntents",
         (select count(*)::int from intent where shop_id = s.id and status = 'asks') as "asks",
         (select count(*)::int from intent where shop_id = s.id and status in ('refused', 'failed')) as "refused",
         (select ${BY_KEY} from (select kind as key, count(*) from intent where shop_id = s.id and status = 'done' group by kind) x) as "done",
         (select ${BY_KEY} from (select mode || ' ' || outcome as key, count(*) from routing_decision where shop_id = s.id
                                  group by mode, outcome) x) as "decisions",
         (select ${BY_KEY} from (select stage as key, count(*) from parcel where shop_id = s.id group by stage) x) as "parcels",
         (select count(*)::int from parcel_scan where shop_id = s.id) as "scans",
         (select ${BY_KEY} from (select status as key, count(*) from import_run where shop_id = s.id group by status) x) as "imports",
         (select reconciled_to from shop_profile where shop_id = s.id) as "reconciledTo"
    from shop s where s.domain = $1`;

/** One look. Throws when the app does not know the shop. */
export async function countApp(owner: pg.Pool, domain: string): Promise<AppCounts> {
  const { rows } = await owner.query<AppCounts>(COUNTS, [domain]);
  const [counts] = rows;
  if (counts === undefined) throw new Error(`the app does not know ${domain}`);
  return counts;
}

/** Is anything left to do now? What waits for its time (a parcel's next scan) does not count. */
export function isQuiet(counts: AppCounts): boolean {
  return counts.marks + counts.facts + counts.undecided + counts.openIntents === 0;
}

/** Adds up counts by key. */
export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

/** Parcels about which there is nothing more to hear. */
export function ended({ parcels }: AppCounts): number {
  return (parcels["delivered"] ?? 0) + (parcels["returned"] ?? 0) + (parcels["void"] ?? 0);
}
