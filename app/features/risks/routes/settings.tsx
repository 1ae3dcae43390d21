import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { decimalAmount } from "../../../core/money.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { readTyped, writeTyped } from "../domain/settings-form.ts";
import { USUAL_SETTINGS } from "../domain/settings.ts";
import { readRiskSettings, saveRiskSettings } from "../settings.server.ts";
import { SettingsPage } from "../ui/settings-page.tsx";

export const handle = { i18n: ["risks"] };

interface Outcome {
  readonly status: "saved" | "invalid";
}

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const { currency } = await shopProfile(shopId);
    const settings = await inShop(shopId, readRiskSettings);
    return {
      typed: writeTyped(settings, (minor) => decimalAmount({ minor, currency })),
      usual: settings === USUAL_SETTINGS,
      currency,
      mayChange: may("configure"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<Outcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    const { currency } = await shopProfile(shopId);
    const settings = readTyped(await readForm(request), currency);
    if (!settings) return { status: "invalid" };
    await inShop(shopId, (tx) => saveRiskSettings(tx, settings, userId, now()));
    return { status: "saved" };
  });
}

export default function SettingsRoute() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
