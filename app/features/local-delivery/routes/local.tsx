import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseId, type LocationId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { dayPage, readDayAsked } from "../page.server.ts";
import { planSchema } from "../plan-form.ts";
import { dispatch, moveStop, placeOf, placeStop, planRoute, type PlanOutcome } from "../plan.server.ts";
import { DayPage } from "../ui/day-page.tsx";

export const handle = { i18n: ["local-delivery"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, may }) => {
    const asked = readDayAsked(new URL(request.url).searchParams);
    const shown = await inShop(shopId, (tx) => dayPage(tx, asked, now()));
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayAct: may("ship") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<PlanOutcome> {
  return forAdmin(request, "ship", async ({ shopId, userId }) => {
    const parsed = planSchema.safeParse(await readForm(request));
    if (!parsed.success) return { status: "refused", code: "unread" };
    const asked = parsed.data;
    return inShop(shopId, async (tx) => {
      if (asked.act === "move") return moveStop(tx, asked.stop, asked.to);
      if (asked.act === "place") return placeStop(tx, asked.stop, asked.to);
      const { day, driver } = asked;
      const place = await placeOf(tx, parseId<LocationId>(asked.location));
      if (!place) return { status: "refused", code: "gone" };
      return asked.act === "dispatch"
        ? dispatch(tx, { locationId: place.id, day, driver, who: userId }, now())
        : planRoute(tx, place, day, { driver, ids: asked.stops.split(",") }, now());
    });
  });
}

export default function LocalRoute() {
  return <DayPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
