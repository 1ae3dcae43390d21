import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { parcelIdOf } from "../ids-of-address.ts";
import { WeighPage } from "../ui/weigh-page.tsx";
import { weighPage } from "../weigh-page.server.ts";
import { weighActionSchema, weighParcel, type WeighOutcome } from "../weigh-parcel.server.ts";

export const handle = { i18n: ["picking", "orders"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, may }) => {
    const shown = await weighPage(shopId, parcelIdOf(params["parcelId"]), now());
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayShip: may("ship") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<WeighOutcome> {
  return forAdmin(request, "ship", async ({ shopId, userId }) => {
    const parsed = weighActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return weighParcel(shopId, parcelIdOf(params["parcelId"]), parsed.data, userId, now());
  });
}

export default function WeighRoute() {
  return <WeighPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
