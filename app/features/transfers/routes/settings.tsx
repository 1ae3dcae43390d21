import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { readSettings } from "../domain/settings-form.ts";
import { MOST_BYTES, saveSettings, settingsPage, takePacks, type PacksTaken } from "../settings.server.ts";
import { SettingsPage } from "../ui/settings-page.tsx";

export const handle = { i18n: ["transfers"] };

type Outcome = { readonly status: "saved" | "invalid" | "refused" } | ({ readonly status: "packs" } & PacksTaken);

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const { currency } = await shopProfile(shopId);
    const shown = await inShop(shopId, (tx) => settingsPage(tx, currency));
    return { ...shown, mayChange: may("changeStock") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<Outcome> {
  return forAdmin(request, "changeStock", async ({ shopId }) => {
    if (request.headers.get("content-type")?.startsWith("multipart/") === true) {
      const upload = await readUpload(request, MOST_BYTES);
      if (upload === "too_large" || !upload.file) return { status: "refused" };
      const { bytes } = upload.file;
      return { status: "packs", ...(await inShop(shopId, (tx) => takePacks(tx, bytes))) };
    }
    const { currency } = await shopProfile(shopId);
    const settings = readSettings(await readForm(request), currency);
    if (!settings) return { status: "invalid" };
    await inShop(shopId, (tx) => saveSettings(tx, settings, now()));
    return { status: "saved" };
  });
}

export default function SettingsRoute() {
  return <SettingsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
