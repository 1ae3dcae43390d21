import type { Json } from "../../core/json.ts";
import type { EffectKind } from "../../core/effects.ts";
import type { ShopId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Attempt, Intent, LookUp } from "./domain/intent.ts";

/** What a handler may use. `now` is business time. */
export interface EffectContext {
  readonly shopId: ShopId;
  readonly admin: AdminClient;
  readonly now: Date;
}

/** Code for one row of app/core/effects.ts, registered in jobs.server.ts. */
export interface EffectHandler<Kind extends EffectKind = EffectKind> {
  readonly kind: Kind;
  /**
   * Carries the effect out; outside any transaction. Reads what it needs first (addresses, state). A fault says by `mayHaveHappened`
   * whether the answer was lost; refusals are a value.
   */
  act(context: EffectContext, intent: Intent<Kind>): Promise<Attempt>;
  /** After a lost answer, when Shopify can no longer carry the old request out: did it happen? */
  lookUp(context: EffectContext, intent: Intent<Kind>): Promise<LookUp>;
  /** In the transaction that settles the intent: apply the effect to the mirror, write ledger events, record follow-up intents. */
  settled(tx: ShopTx, intent: Intent<Kind>, outcome: Json, now: Date): Promise<void>;
  /** The same for a refusal: what becomes due again, what a person is told. */
  refused(tx: ShopTx, intent: Intent<Kind>, codes: readonly string[], now: Date): Promise<void>;
}
