import pg from "pg";

/**
 * A pool whose connections are heard from their first moment. A line that breaks tells it by an event that ends the process when nobody listens, and
 * between a new connection and its taker's own listener there is a moment in which nobody does: a server that is killed can say welcome and goodbye in one
 * packet (found by the kill campaign: the worker died with its database). The taker's first query says that the line is broken.
 */
export class HeardPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    this.on("connect", (client) => {
      client.on("error", () => undefined);
    });
  }
}
