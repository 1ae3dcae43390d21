/** Carrier services: apps that checkout asks for rates. */
import type { Digits } from "./ids.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

export interface CarrierService {
  readonly type: "DeliveryCarrierService";
  readonly id: Digits;
  name: string;
  callbackUrl: string;
  active: boolean;
  supportsServiceDiscovery: boolean;
}

type Wanted = Pick<CarrierService, "name" | "callbackUrl" | "active" | "supportsServiceDiscovery">;

/** Plans without rates of third parties; whoever pays for them by the year or apart is not modelled. */
const WITHOUT = new Set(["Basic", "Starter", "Shopify", "Grow"]);

export function createCarrierService(world: World, shop: Shop, wanted: Wanted): Outcome<CarrierService> {
  const code = "CARRIER_SERVICE_CREATE_FAILED";
  if (WITHOUT.has(shop.plan.publicDisplayName) && !shop.plan.partnerDevelopment)
    return refused(null, "Carrier Calculated Shipping must be enabled for your store", code);
  if ([...shop.carrierServices.values()].some(({ name }) => name === wanted.name))
    return refused(["name"], `${wanted.name} is already configured`, code);
  const service: CarrierService = { type: "DeliveryCarrierService", id: world.nextId("Other"), ...wanted };
  shop.carrierServices.set(service.id, service);
  return done(service);
}

export function updateCarrierService(shop: Shop, id: Digits, change: Partial<Wanted>): Outcome<CarrierService> {
  const service = shop.carrierServices.get(id);
  if (service === undefined)
    return refused(["id"], "The carrier or app could not be found.", "CARRIER_SERVICE_UPDATE_FAILED");
  return done(Object.assign(service, change));
}

export function deleteCarrierService(shop: Shop, id: Digits): Outcome<Digits> {
  if (shop.carrierServices.delete(id)) return done(id);
  return refused(["id"], "The carrier or app could not be found.", "CARRIER_SERVICE_DELETE_FAILED");
}
