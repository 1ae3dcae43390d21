/** `@idempotent(key:)`: required on 16 mutations since 2026-04, replayed by key, refused when the key meets other arguments. */
import { createHash } from "node:crypto";
import type { UserError } from "../state/outcome.ts";

/** The mutations Shopify refuses without a key. */
export const NEEDS_KEY: ReadonlySet<string> = new Set([
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
]);

interface Attempt {
  readonly argumentsHash: string;
  readonly failed: boolean;
  readonly payload: unknown;
}

/** The keys one app has used in one shop. */
export class IdempotencyStore {
  readonly #attempts = new Map<string, Attempt>();

  /**
   * Runs the mutation once per key. The same key and arguments: the first payload again. Other arguments, or a first attempt
   * that ended in user errors: only `refusal(error)`.
   */
  once(
    mutation: string,
    key: string,
    args: unknown,
    run: () => { payload: unknown; failed: boolean },
    refusal: (error: UserError) => unknown,
  ): unknown {
    const name = `${mutation}\n${key}`;
    const argumentsHash = createHash("sha256").update(JSON.stringify(args)).digest("hex");
    const before = this.#attempts.get(name);
    if (before === undefined) {
      const { payload, failed } = run();
      this.#attempts.set(name, { argumentsHash, failed, payload });
      return payload;
    }
    if (before.argumentsHash !== argumentsHash)
      return refusal({
        field: null,
        message: "The same idempotency key cannot be used with different operation parameters.",
        code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
      });
    if (before.failed)
      return refusal({
        field: null,
        message: "A previous request with this idempotency key failed. Retry with a new idempotency key.",
        code: "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
      });
    return before.payload;
  }
}
