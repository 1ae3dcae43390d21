/** Mutations of orders, tags and metafields. */
import { addTags, cancelOrder, removeTags, writeNote } from "../../state/change-order.ts";
import { defineMetafield, setMetafields } from "../../state/metafields.ts";
import type { CancelReason, Order } from "../../state/orders.ts";
import { done, refused, type Outcome } from "../../state/outcome.ts";
import type { Shop } from "../../state/shop.ts";
import type { World } from "../../state/world.ts";
import { scopeMissing } from "../access.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { idOf, payload } from "./payload.ts";

interface CancelArgs {
  orderId: string;
  reason: CancelReason;
  restock: boolean;
  refund?: boolean | null;
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null; storeCreditRefund?: object | null } | null;
}

interface MetafieldsSetArgs {
  metafields: {
    ownerId: string;
    namespace?: string | null;
    key: string;
    type?: string | null;
    value: string;
    compareDigest?: string | null;
  }[];
}

interface DefinitionArgs {
  definition: {
    ownerType: string;
    namespace?: string | null;
    key: string;
    name: string;
    description?: string | null;
    type: string;
    access?: { admin?: string | null; storefront?: string | null; customerAccount?: string | null } | null;
    pin?: boolean | null;
    validations?: unknown[] | null;
    capabilities?: object | null;
    constraints?: object | null;
  };
}

interface UpdateArgs {
  readonly input: { readonly id: string; readonly note?: string | null } & Readonly<Record<string, unknown>>;
}

function changeTags(
  fieldName: string,
  change: (world: World, shop: Shop, order: Order, tags: string[]) => Outcome<Order>,
) {
  return accepting<unknown, { id: string; tags: string[] }>(["id", "tags"], (_root, { id, tags }, context) => {
    if (!id.startsWith("gid://shopify/Order/")) throw notModelled("tags of anything but orders");
    // The scope is that of the tagged object, which the schema's access rules do not name for this field.
    if (!context.scopes.has("write_orders")) throw scopeMissing(fieldName, ["write_orders"]);
    const order = context.shop.orders.get(idOf("Order", id));
    if (order === undefined) return payload(refused(["id"], "Order does not exist."), () => ({}));
    return payload(change(context.world, context.shop, order, tags), (node) => ({ node }));
  });
}

export const orderMutations: Fields<unknown> = {
  orderCancel: accepting<unknown, CancelArgs>(
    ["orderId", "reason", "restock", "refund", "refundMethod", "notifyCustomer", "staffNote"],
    (_root, args, { world, shop }) => {
      if (args.refundMethod?.storeCreditRefund != null) throw notModelled("refunds to store credit");
      const outcome = cancelOrder(world, shop, {
        orderId: idOf("Order", args.orderId),
        reason: args.reason,
        restock: args.restock,
        refund: args.refund === true || args.refundMethod?.originalPaymentMethodsRefund === true,
      });
      return outcome.ok
        ? { job: { id: world.nextId("Other") }, orderCancelUserErrors: [], userErrors: [] }
        : { job: null, orderCancelUserErrors: outcome.errors, userErrors: outcome.errors };
    },
  ),
  orderUpdate: accepting<unknown, UpdateArgs>(["input"], (_root, { input }, { world, shop }) => {
    const others = Object.keys(input).filter((name) => name !== "id" && name !== "note");
    if (others.length > 0) throw notModelled(`OrderInput.${others.join(", ")}`);
    const order = shop.orders.get(idOf("Order", input.id));
    if (order === undefined) return payload(refused(["id"], "Order does not exist."), () => ({}));
    const outcome = input.note === undefined ? done(order) : writeNote(world, shop, order, input.note);
    return payload(outcome, (updated) => ({ order: updated }));
  }),
  tagsAdd: changeTags("tagsAdd", addTags),
  tagsRemove: changeTags("tagsRemove", removeTags),
  metafieldsSet: accepting<unknown, MetafieldsSetArgs>(["metafields"], (_root, { metafields }, { world, shop }) =>
    payload(
      setMetafields(
        world,
        shop,
        metafields.map((each) => ({
          ownerId: each.ownerId,
          namespace: each.namespace ?? "$app",
          key: each.key,
          type: each.type ?? null,
          value: each.value,
          compareDigest: each.compareDigest,
        })),
      ),
      (set) => ({ metafields: set }),
    ),
  ),
  metafieldDefinitionCreate: accepting<unknown, DefinitionArgs>(["definition"], (_root, args, { world, shop }) => {
    const { definition } = args;
    if (definition.pin === true) throw notModelled("MetafieldDefinitionInput.pin");
    if ((definition.validations ?? []).length > 0) throw notModelled("MetafieldDefinitionInput.validations");
    if (definition.constraints != null) throw notModelled("MetafieldDefinitionInput.constraints");
    if (definition.capabilities != null) throw notModelled("MetafieldDefinitionInput.capabilities");
    return payload(
      defineMetafield(world, shop, {
        ownerType: definition.ownerType,
        namespace: definition.namespace ?? "$app",
        key: definition.key,
        name: definition.name,
        description: definition.description ?? null,
        type: definition.type,
        access: {
          admin: definition.access?.admin ?? null,
          storefront: definition.access?.storefront ?? null,
          customerAccount: definition.access?.customerAccount ?? null,
        },
      }),
      (createdDefinition) => ({ createdDefinition }),
    );
  }),
};
