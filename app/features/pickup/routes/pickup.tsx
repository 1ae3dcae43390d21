import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type FulfillmentOrderId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin, need } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { pickupActSchema } from "../act-schema.ts";
import { doPickupAct } from "../acts.server.ts";
import { pickupPage, pickupPersons } from "../page.server.ts";
import { PickupPage } from "../ui/pickup-page.tsx";

export const handle = { i18n: ["pickup"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, may }) => {
    const shown = await inShop(shopId, (tx) => pickupPage(tx, idOf(params["pickupId"]), now()));
    if (!shown) throw new Response(null, { status: 404 });
    // As scanned on the list: verified again when something is handed over for it.
    const code = (new URL(request.url).searchParams.get("code") ?? "").slice(0, 100);
    return { ...shown, code, mayAct: may("ship"), maySee: may("seeRecipient") };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return forAdmin(request, "ship", async (admin) => {
    const { shopId, userId } = admin;
    const id = idOf(params["pickupId"]);
    const form = await readForm(request);
    if (form["act"] === "persons") {
      await need(admin, "seeRecipient");
      const persons = await pickupPersons(shopId, id, userId, now());
      return persons ? ({ status: "persons", ...persons } as const) : ({ status: "refused", code: "gone" } as const);
    }
    const parsed = pickupActSchema.safeParse(form);
    if (!parsed.success) return { status: "refused", code: "unread" } as const;
    return inShop(shopId, (tx) => doPickupAct(tx, id, parsed.data, userId, now()));
  });
}

/** An address with something that cannot be a number is a page that does not exist. */
function idOf(text: string | undefined): FulfillmentOrderId {
  const id = readId<FulfillmentOrderId>(text);
  if (id === undefined) throw new Response(null, { status: 404 });
  return id;
}

export default function PickupRoute() {
  return <PickupPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
