import type { CarrierFacts } from "../domain/carrier.ts";

/** Labels bought elsewhere: people type or scan number and courier. Nobody is asked for anything. */
export const MANUAL_FACTS: CarrierFacts = {
  code: "manual",
  name: "Own label",
  trackedByShopify: true,
  can: { rates: false, buy: false, void: false, track: false, manifest: false, addressCheck: false },
  services: [],
  mostNumbers: 1,
};
