import { z } from "zod";
import { config } from "../../config.server.ts";
import type { Carrier, CarrierFacts } from "./domain/carrier.ts";
import { credentialsSchema as easypostCredentials, EASYPOST_FACTS } from "./easypost/map.ts";
import { easypostCarrier } from "./easypost/proxy.server.ts";
import { manualCarrier } from "./manual/carrier.ts";
import { MANUAL_FACTS } from "./manual/map.ts";
import { credentialsSchema as shippoCredentials, SHIPPO_FACTS } from "./shippo/map.ts";
import { shippoCarrier } from "./shippo/proxy.server.ts";
import { packageSchema, SHOPIFY_SHIPPING_FACTS } from "./shopify-shipping/map.ts";
import { shopifyShipping, type CarrierTools } from "./shopify-shipping/proxy.server.ts";
import { credentialsSchema, STAND_IN_FACTS } from "./stand-in/map.ts";
import { standInCarrier } from "./stand-in/proxy.server.ts";

/** What is typed into the form of an account. */
export interface AccountField {
  /** Its key in the credentials. */
  readonly name: string;
  /** Never shown again. */
  readonly secret: boolean;
  readonly optional: boolean;
}

/** A carrier we can speak to: its facts, what an account needs, and how to bind it to one. */
interface Entry {
  readonly facts: CarrierFacts;
  readonly credentials: z.ZodType;
  readonly fields: readonly AccountField[];
  /** It signs webhooks about its parcels, or calls an address that only it knows. */
  readonly hooks: boolean;
  readonly open: (credentials: unknown, tools?: CarrierTools) => Carrier;
}

const secret = (name: string): AccountField => ({ name, secret: true, optional: false });
const plain = (name: string, optional = false): AccountField => ({ name, secret: false, optional });
const hookSecret: AccountField = { name: "webhookSecret", secret: true, optional: true };
/** In the dev shop stand-ins answer for everybody. */
const origin = config.devshopUrl;

const ENTRIES: readonly Entry[] = [
  {
    facts: EASYPOST_FACTS,
    credentials: easypostCredentials,
    fields: [secret("apiKey"), hookSecret],
    hooks: true,
    open: (credentials) => easypostCarrier(easypostCredentials.parse(credentials), origin),
  },
  {
    facts: SHIPPO_FACTS,
    credentials: shippoCredentials,
    fields: [secret("apiToken"), hookSecret],
    hooks: true,
    open: (credentials) => shippoCarrier(shippoCredentials.parse(credentials), origin),
  },
  {
    facts: SHOPIFY_SHIPPING_FACTS,
    credentials: packageSchema,
    fields: [plain("length"), plain("width"), plain("height"), plain("grams"), plain("service", true)],
    hooks: false,
    open: (credentials, tools) => shopifyShipping(packageSchema.parse(credentials), tools, origin),
  },
  {
    facts: MANUAL_FACTS,
    credentials: z.strictObject({}),
    fields: [],
    hooks: false,
    open: manualCarrier,
  },
];

/** The carrier of the dev shop; without one there is nobody to speak to. */
const standIn = (url: string): Entry => ({
  facts: STAND_IN_FACTS,
  credentials: credentialsSchema,
  fields: [secret("apiKey")],
  hooks: false,
  open: (credentials) => standInCarrier(url, credentialsSchema.parse(credentials)),
});

/** Every carrier, by code: the next one is a folder beside stand-in/ and a line here. */
export const CARRIERS: ReadonlyMap<string, Entry> = new Map(
  [...(origin === undefined ? [] : [standIn(origin)]), ...ENTRIES].map((entry) => [entry.facts.code, entry]),
);
