/** How many open orders a version would change, for the card that leads to them. */
export interface OpenCount {
  readonly count: number;
  readonly tried: number;
  readonly isLive: boolean;
}
