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

/** Takes what the answer of a mutation showed into the mirror: the payload is the read. False when it does not tell all. */
export type TakeAnswer = (tx: ShopTx) => Promise<boolean>;

/** What came of an attempt whose answer came back. */
export type Answered = Attempt & { readonly take?: TakeAnswer };

/** Code for one row of app/core/effects.ts, registered in jobs.server.ts. */
export interface EffectHandler<Kind extends EffectKind = EffectKind> {
  readonly kind: Kind;
  /**
   * Carries the effect out; outside any transaction. Reads what it needs first (addresses, state). A fault says by `mayHaveHappened`
   * whether the answer was lost; refusals are a value.
   */
  act(context: EffectContext, intent: Intent<Kind>): Promise<Answered>;
  /** After a lost answer, when Shopify can no longer carry the old request out: did it happen? */
  lookUp(context: EffectContext, intent: Intent<Kind>): Promise<LookUp>;
  /**
   * In the transaction that settles the intent: apply the effect to the mirror, write ledger events, record follow-up intents. Without
   * `take` (the answer was lost), or when it says false, what the effect touched is marked and read again.
   */
  settled(tx: ShopTx, intent: Intent<Kind>, outcome: Json, now: Date, take?: TakeAnswer): Promise<void>;
  /** The same for a refusal: what becomes due again, what a person is told. */
  refused(tx: ShopTx, intent: Intent<Kind>, codes: readonly string[], now: Date): Promise<void>;
}
