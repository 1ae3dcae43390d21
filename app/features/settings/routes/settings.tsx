import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import {
  previewSettings,
  readAgain,
  saveSettings,
  saveSwitch,
  switchSchema,
  type SaveOutcome,
} from "../save-settings.server.ts";
import { settingsPage } from "../settings-page.server.ts";
import { SettingsPage } from "../ui/settings-page.tsx";

export const handle = { i18n: ["settings"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    ...(await settingsPage(shopId, now())),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<SaveOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    const texts = await readForm(request);
    if (texts["readAgain"] !== undefined) return readAgain(shopId, now());
    if (texts["preview"] !== undefined) return previewSettings(shopId, texts, now());
    if (texts["effect"] === undefined) return saveSettings(shopId, texts, now());
    const parsed = switchSchema.safeParse(texts);
    if (!parsed.success) throw new Response(null, { status: 400 });
    return saveSwitch(shopId, parsed.data, userId, now());
  });
}

export default function SettingsRoute() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
