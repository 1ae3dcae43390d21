/**
 * What a lane promises, as a model that a property test compares with the table: one holder at a time, a dead holder's lane comes back, no
 * wake-up is lost. Time is the model's own; the test ages the row instead of waiting.
 */
const LEASE_MS = 30_000;

export interface LaneModel {
  now: number;
  /** Nobody may take the lane before this. */
  readonly takenUntil: number;
  /** The fence of who was given the lane last and has not given it back; he may be dead. */
  readonly holder: string | undefined;
  /** When the lane has to run, for what nobody has looked at since. */
  readonly due: readonly number[];
  /** A wake-up for after the end of a lease came during that lease: it may come early, at the end of the lease. */
  readonly mayComeEarly: boolean;
  wake(inMs: number): void;
  claimed(fence: string): void;
  /** Does he still hold it? Then his lease is as long as a new one. */
  kept(fence: string): boolean;
  finished(fence: string, nextInMs: number | undefined): void;
  postponed(retryInMs: number): void;
}

export function newLane(): LaneModel {
  let takenUntil = -1;
  let holder: string | undefined;
  let due: number[] = [];
  let mayComeEarly = false;
  const model: LaneModel = {
    now: 0,
    get takenUntil() {
      return takenUntil;
    },
    get holder() {
      return holder;
    },
    get due() {
      return due;
    },
    get mayComeEarly() {
      return mayComeEarly;
    },
    wake(inMs) {
      due.push(model.now + inMs);
      if (takenUntil > model.now && model.now + inMs >= takenUntil) mayComeEarly = true;
    },
    claimed(fence) {
      holder = fence;
      takenUntil = model.now + LEASE_MS;
      due = [];
      mayComeEarly = false;
    },
    kept(fence) {
      if (holder !== fence || model.now >= takenUntil) return false;
      takenUntil = model.now + LEASE_MS;
      return true;
    },
    finished(fence, nextInMs) {
      if (holder !== fence || model.now >= takenUntil) return;
      holder = undefined;
      takenUntil = -1;
      if (nextInMs !== undefined) due.push(model.now + nextInMs);
    },
    postponed(retryInMs) {
      if (model.now >= takenUntil) return;
      holder = undefined;
      takenUntil = model.now + retryInMs;
      due.push(takenUntil);
    },
  };
  return model;
}

/** Must a claim get the lane now? */
export function claimVerdict({ now, takenUntil, holder, due, mayComeEarly }: LaneModel): "must" | "may" | "mustNot" {
  if (now < takenUntil) return "mustNot";
  if (holder !== undefined || due.some((at) => at <= now)) return "must";
  return mayComeEarly ? "may" : "mustNot";
}
