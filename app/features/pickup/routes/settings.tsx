import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { pickupSettingsPage, saveSettingsForm, type SettingsOutcome } from "../settings-page.server.ts";
import { SettingsPage } from "../ui/settings-page.tsx";

export const handle = { i18n: ["pickup"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    locations: await inShop(shopId, pickupSettingsPage),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<SettingsOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    const form = await readForm(request);
    return inShop(shopId, (tx) => saveSettingsForm(tx, form, userId, now()));
  });
}

export default function SettingsRoute() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
