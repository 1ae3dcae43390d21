import { SHARES, type CarrierServiceEffectKind } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  CarrierServicesDocument,
  CreateCarrierServiceDocument,
  DeleteCarrierServiceDocument,
  UpdateCarrierServiceDocument,
} from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { readShop } from "../shops/public.server.ts";
import { CALLBACKS, callbackUrl, readSetting, writeTrouble } from "./setting.server.ts";

const SHARE = { share: SHARES.people } as const;

/** Our carrier services in Shopify: those that ask an address of ours. */
export async function carrierServices(admin: AdminClient) {
  const { carrierServices: all } = await admin.request(CarrierServicesDocument, {}, SHARE);
  return all.nodes.filter((each) => each.callbackUrl?.startsWith(CALLBACKS));
}

/** carrierServiceCreate: unless one of ours is there already; then that one is made as it should be. */
export const createService = registering("carrierService.create");
/** carrierServiceUpdate: its name, its address, and that it is active; made anew where it is gone. */
export const updateService = registering("carrierService.update");

/**
 * What both have in common. Read before write: what is as wanted is left alone, so that an attempt after a lost answer is the same as the first one and
 * there is never a second carrier service.
 */
function registering<Kind extends CarrierServiceEffectKind>(kind: Kind): EffectHandler<Kind> {
  return handler(kind, async (shopId, admin) => {
    const { key, offer } = await inShop(shopId, readSetting);
    const shop = await readShop(shopId);
    if (key === null || !shop) return ["not_set"];
    const wanted = { name: offer.name, callbackUrl: callbackUrl(shop.domain, key), active: true };
    const [found, ...more] = await carrierServices(admin);
    for (const { id } of more) await admin.request(DeleteCarrierServiceDocument, { id }, SHARE);
    if (found === undefined) {
      const input = { ...wanted, supportsServiceDiscovery: true };
      const { carrierServiceCreate: created } = await admin.request(CreateCarrierServiceDocument, { input }, SHARE);
      return codesOf(created?.userErrors);
    }
    if (found.name === wanted.name && found.active && String(found.callbackUrl) === wanted.callbackUrl) return [];
    const input = { ...wanted, id: found.id };
    const { carrierServiceUpdate: updated } = await admin.request(UpdateCarrierServiceDocument, { input }, SHARE);
    return codesOf(updated?.userErrors);
  });
}

/** carrierServiceDelete: all of ours; none left, and it is done. */
export const deleteService = handler("carrierService.delete", async (_shopId, admin) => {
  const codes: string[] = [];
  for (const { id } of await carrierServices(admin)) {
    const { carrierServiceDelete: deleted } = await admin.request(DeleteCarrierServiceDocument, { id }, SHARE);
    codes.push(...codesOf(deleted?.userErrors));
  }
  return codes;
});

const codesOf = (errors: readonly { readonly code?: string | null }[] = []): string[] =>
  errors.map(({ code }) => code ?? "unknown");

function handler<Kind extends CarrierServiceEffectKind>(
  kind: Kind,
  work: (shopId: Parameters<typeof inShop>[0], admin: AdminClient) => Promise<readonly string[]>,
): EffectHandler<Kind> {
  return {
    kind,
    async act({ shopId, admin }) {
      const codes = await work(shopId, admin);
      return codes.length > 0 ? { status: "refused", codes } : { status: "done", outcome: {} };
    },
    lookUp: () => Promise.resolve({ status: "notDone" }),
    settled: (tx) => writeTrouble(tx, ""),
    refused: (tx, _intent, codes) => writeTrouble(tx, codes[0] ?? "unknown"),
  };
}
