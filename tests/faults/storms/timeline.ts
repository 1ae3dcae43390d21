/** What a thing of the simulated shop was at each time, so that a read can show it as of a moment, as a lagging replica does. */

export interface Version<State> {
  /** Milliseconds on Shopify's clock. */
  readonly at: number;
  readonly state: State;
}

export class Timeline<State> {
  readonly id: string;
  readonly #versions: Version<State>[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** The newest state; changes are made in the order of time. */
  get last(): State {
    const version = this.#versions.at(-1);
    if (!version) throw new Error(`${this.id} was changed before it was there`);
    return version.state;
  }

  get exists(): boolean {
    return this.#versions.length > 0;
  }

  /** Since when it is there. */
  get since(): number {
    return this.#versions[0]?.at ?? Number.NaN;
  }

  set(at: number, state: State): void {
    this.#versions.push({ at, state });
  }

  change(at: number, changed: Partial<State>): void {
    this.set(at, { ...this.last, ...changed });
  }

  asOf(at: number): Version<State> | undefined {
    return this.#versions.findLast((version) => version.at <= at);
  }
}

/** As Shopify writes a time: whole seconds. */
export function inSeconds(at: number): string {
  return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}
