import { Rejected } from "../../../core/faults.ts";
import type { Carrier, CarrierFacts, Refusal } from "./carrier.ts";

const REFUSAL: Refusal = { status: "refused", codes: ["unsupported"] };
const fault = () => new Rejected("the carrier cannot be asked for this", ["unsupported"]);

/** A carrier that can do nothing: what an adapter starts from, so that what it does not declare refuses. */
export const UNSUPPORTED: Omit<Carrier, keyof CarrierFacts> = {
  test: async () => undefined,
  rates: async () => REFUSAL,
  buy: async () => REFUSAL,
  find: async () => Promise.reject(fault()),
  void: async () => REFUSAL,
  track: async () => Promise.reject(fault()),
  manifest: async () => REFUSAL,
  checkAddress: async () => REFUSAL,
};
