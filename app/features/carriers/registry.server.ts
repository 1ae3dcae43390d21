import type { z } from "zod";
import { config } from "../../config.server.ts";
import type { Carrier, CarrierFacts } from "./domain/carrier.ts";
import { credentialsSchema, STAND_IN_FACTS } from "./stand-in/map.ts";
import { standInCarrier } from "./stand-in/proxy.server.ts";

/** A carrier we can speak to: its facts, what an account needs, and how to bind it to one. */
interface Entry {
  readonly facts: CarrierFacts;
  readonly credentials: z.ZodType;
  readonly open: (credentials: unknown) => Carrier;
}

/** The stand-in lives in the dev shop; without one there is nobody to speak to. */
const standIn = (origin: string): Entry => ({
  facts: STAND_IN_FACTS,
  credentials: credentialsSchema,
  open: (credentials) => standInCarrier(origin, credentialsSchema.parse(credentials)),
});

/** Every carrier, by code: the next one is a folder beside stand-in/ and a line here. */
export const CARRIERS: ReadonlyMap<string, Entry> = new Map(
  (config.devshopUrl ? [standIn(config.devshopUrl)] : []).map((entry) => [entry.facts.code, entry]),
);
