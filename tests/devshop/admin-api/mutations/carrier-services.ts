/** Mutations of carrier services. */
import {
  createCarrierService,
  deleteCarrierService,
  updateCarrierService,
  type CarrierService,
} from "../../state/carrier-services.ts";
import { gid } from "../../state/ids.ts";
import { accepting, type Fields } from "../context.ts";
import { idOf, payload } from "./payload.ts";

type Input = Pick<CarrierService, "name" | "callbackUrl" | "active" | "supportsServiceDiscovery">;
type UpdateInput = { id: string } & { [Key in keyof Input]?: Input[Key] | null };

export const carrierServiceMutations: Fields<unknown> = {
  carrierServiceCreate: accepting<unknown, { input: Input }>(["input"], (_root, { input }, { world, shop }) =>
    payload(createCarrierService(world, shop, input), (carrierService) => ({
      carrierService,
    })),
  ),
  carrierServiceUpdate: accepting<unknown, { input: UpdateInput }>(["input"], (_root, { input }, { shop }) => {
    const { id, ...given } = input;
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
    return payload(updateCarrierService(shop, idOf("DeliveryCarrierService", id), change), (carrierService) => ({
      carrierService,
    }));
  }),
  carrierServiceDelete: accepting<unknown, { id: string }>(["id"], (_root, { id }, { shop }) =>
    payload(deleteCarrierService(shop, idOf("DeliveryCarrierService", id)), (deletedId) => ({
      deletedId: gid("DeliveryCarrierService", deletedId),
    })),
  ),
};
