/** Carrier services as the Admin API shows them. */
import type { CarrierService } from "../../state/carrier-services.ts";
import { gid } from "../../state/ids.ts";
import { pageById, type PageArgs } from "../connections.ts";
import { accepting, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";

const carrierService: Fields<CarrierService> = {
  id: (each) => gid("DeliveryCarrierService", each.id),
  name: (each) => each.name,
  active: (each) => each.active,
  callbackUrl: (each) => each.callbackUrl,
  supportsServiceDiscovery: (each) => each.supportsServiceDiscovery,
};

export const carrierServiceTypes: ResolverTable = { DeliveryCarrierService: carrierService };

export const carrierServiceQueries: Fields<unknown> = {
  carrierServices: accepting<unknown, PageArgs>(PAGE_ARGS, (_root, args, { shop }) =>
    pageById(shop.carrierServices.values(), args),
  ),
};
