import { CARRIERS } from "./registry.server.ts";

/** The carriers a merchant can connect an account of, by code and name. */
export function connectableCarriers(): readonly { readonly code: string; readonly name: string }[] {
  return [...CARRIERS.values()].map(({ facts }) => ({ code: facts.code, name: facts.name }));
}
