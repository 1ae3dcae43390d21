import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { atTheDoor, doorSchema, type DoorOutcome } from "../door.server.ts";
import { addressOf, dayPage, readDayAsked } from "../page.server.ts";
import { DrivePage } from "../ui/drive-page.tsx";

export const handle = { i18n: ["local-delivery"] };

/** Only the next stop has its address: a driver needs one at a time. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, userId, may }) => {
    const asked = readDayAsked(new URL(request.url).searchParams);
    const shown = await inShop(shopId, (tx) => dayPage(tx, asked, now()));
    if (!shown) throw new Response(null, { status: 404 });
    const stops = shown.stops.filter(({ driver }) => driver === asked.driver);
    const next = stops.find(({ state }) => state === "out");
    const maySee = may("seeRecipient");
    const address = next && maySee ? await addressOf(shopId, next, userId, now()) : null;
    return { ...shown, driver: asked.driver, stops, next: next ?? null, address, mayAct: may("ship") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<DoorOutcome> {
  return forAdmin(request, "ship", async ({ shopId, userId }) => {
    const parsed = doorSchema.safeParse(await readForm(request));
    if (!parsed.success) return { status: "refused", code: "unread" };
    return inShop(shopId, (tx) => atTheDoor(tx, parsed.data, userId, now()));
  });
}

export default function DriveRoute() {
  return <DrivePage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
