import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type OrderId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin, need } from "../../../shell/for-admin.server.ts";
import type { Permission } from "../../../core/permissions.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import {
  arrivalsOfOrder,
  parcelsByOthers,
  parcelsOfOrder,
  promiseOfOrder,
  promiseSeen,
} from "../../delivery/public.server.ts";
import { addressOfOrder, choicesOfOrder, replacementsOfOrder } from "../../fulfillment/public.server.ts";
import { intentsOfOrder } from "../../intents/public.server.ts";
import { readLocations } from "../../inventory/public.server.ts";
import { orderMessages } from "../../messages/public.server.ts";
import { risksOfOrder } from "../../risks/public.server.ts";
import { decisionsOfOrder, unblocksOfOrder } from "../../routing/public.server.ts";
import { shopperOfOrder } from "../../shopper/public.server.ts";
import {
  doOrderAction,
  orderActionSchema,
  type OrderAction,
  type OrderActionOutcome,
} from "../order-actions.server.ts";
import { readOrder } from "../page.server.ts";
import { OrderPage } from "../ui/order-page.tsx";

export const handle = { i18n: ["delivery", "messages", "orders", "risks", "routing"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId, may }) => {
    const orderId = orderIdOf(params["orderId"]);
    const shown = await inShop(shopId, async (tx) => {
      const order = await readOrder(tx, orderId);
      if (!order) return undefined;
      const locations = await readLocations(tx);
      await promiseSeen(tx, orderId, "admin", now());
      return {
        order,
        decisions: await decisionsOfOrder(tx, orderId),
        unblocks: await unblocksOfOrder(tx, orderId, now()),
        shopper: await shopperOfOrder(tx, orderId),
        intents: await intentsOfOrder(tx, orderId),
        arrivals: await arrivalsOfOrder(tx, orderId),
        risks: await risksOfOrder(tx, orderId),
        told: await orderMessages(tx, orderId),
        parcels: await parcelsOfOrder(tx, orderId),
        labels: await choicesOfOrder(tx, orderId),
        address: await addressOfOrder(tx, orderId),
        replacements: await replacementsOfOrder(tx, orderId),
        byOthers: await parcelsByOthers(tx, orderId),
        promise: await promiseOfOrder(tx, orderId),
        locations: Object.fromEntries(locations.map(({ id, name }) => [id, name])),
      };
    });
    if (!shown) throw new Response(null, { status: 404 });
    return {
      ...shown,
      now: now().toISOString(),
      may: {
        ship: may("ship"),
        release: may("release"),
        decide: may("decide"),
        seeCustomer: may("seeCustomer"),
      },
    };
  });
}

const PERMISSIONS: Readonly<Record<OrderAction["action"], Permission>> = {
  showCustomer: "seeCustomer",
  showAddresses: "seeCustomer",
  address: "decide",
  release: "release",
  ship: "ship",
  label: "ship",
  ownNumber: "ship",
  decide: "decide",
  answer: "decide",
  prioritise: "decide",
  assign: "decide",
  seen: "decide",
  choice: "decide",
};

export async function action({ request, params }: ActionFunctionArgs): Promise<OrderActionOutcome> {
  return forAdmin(request, "seeOrders", async (admin) => {
    const parsed = orderActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    await need(admin, PERMISSIONS[parsed.data.action]);
    return doOrderAction(admin.shopId, orderIdOf(params["orderId"]), parsed.data, admin.userId, now());
  });
}

/** An address with something that cannot be an order's number is a page that does not exist. */
function orderIdOf(text: string | undefined): OrderId {
  const orderId = readId<OrderId>(text);
  if (orderId === undefined) throw new Response(null, { status: 404 });
  return orderId;
}

export default function OrderRoute() {
  return <OrderPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
