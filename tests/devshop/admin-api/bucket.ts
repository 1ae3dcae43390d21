/** Shopify's leaky bucket: one per app and shop. Points come back with the shop's clock. */
import type { Clock } from "../clock.ts";
import type { RateLimit } from "../state/shop.ts";

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

export class Bucket {
  readonly #clock: Clock;
  readonly #limit: RateLimit;
  #available: number;
  #at: number;
  constructor(clock: Clock, limit: RateLimit) {
    this.#clock = clock;
    this.#limit = limit;
    this.#available = limit.maximumAvailable;
    this.#at = clock.now().getTime();
  }

  /** Takes the requested points if they are there. */
  take(points: number): boolean {
    this.#refill();
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  /** Gives back what was requested but not used. */
  refund(points: number): void {
    this.#refill();
    this.#available = Math.min(this.#limit.maximumAvailable, this.#available + points);
  }

  status(): ThrottleStatus {
    this.#refill();
    return {
      maximumAvailable: this.#limit.maximumAvailable,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.#limit.restoreRate,
    };
  }

  #refill(): void {
    const now = this.#clock.now().getTime();
    const back = ((now - this.#at) / 1000) * this.#limit.restoreRate;
    this.#at = now;
    this.#available = Math.min(this.#limit.maximumAvailable, this.#available + back);
  }
}
