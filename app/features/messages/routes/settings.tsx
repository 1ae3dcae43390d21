import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnSettings, type MessagesOutcome } from "../act-on-settings.server.ts";
import { messageSettingsPage } from "../settings-page.server.ts";
import { testTexts } from "../domain/standard/test-mail.ts";
import { SettingsPage } from "../ui/settings-page.tsx";

export const handle = { i18n: ["messages"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    ...(await messageSettingsPage(shopId, now())),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<MessagesOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId, locale }) => {
    const who = { who: userId, locale, test: (code: string) => testTexts(locale, code) };
    return actOnSettings(shopId, await readForm(request), who, now());
  });
}

export default function MessageSettingsRoute() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
