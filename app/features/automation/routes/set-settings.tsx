import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { importIntoDraft, type Imported } from "../change-rules.server.ts";
import {
  actOnSet,
  saveSettings,
  setActSchema,
  setSettingsSchema,
  type SetActAnswer,
  type SettingsAnswer,
} from "../change-set.server.ts";
import { MOST_BYTES } from "../create-route.server.ts";
import { setIdOf } from "../route-ids.server.ts";
import { readSet } from "../sets.server.ts";
import { settingsPage } from "../settings-page.server.ts";
import { SettingsPage } from "../ui/settings-page.tsx";

export const handle = { i18n: ["automation"] };

export type SettingsOutcome = SettingsAnswer | SetActAnswer | Imported | { readonly status: "tooLarge" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const shown = await settingsPage(shopId, setIdOf(params), now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<SettingsOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }): Promise<SettingsOutcome> => {
    const setId = setIdOf(params);
    if (request.headers.get("content-type")?.startsWith("multipart/") === true) {
      const upload = await readUpload(request, MOST_BYTES);
      if (upload === "too_large") return { status: "tooLarge" };
      const { file } = upload;
      if (file === null) throw new Response(null, { status: 400 });
      return inShop(shopId, async (tx) => {
        const set = await readSet(tx, setId);
        if (set === undefined) throw new Response(null, { status: 404 });
        return importIntoDraft(tx, set, file, userId, now());
      });
    }
    const texts = await readForm(request);
    const act = setActSchema.safeParse(texts);
    if (act.success) return inShop(shopId, (tx) => actOnSet(tx, act.data, userId, now()));
    const settings = setSettingsSchema.safeParse(texts);
    if (!settings.success) throw new Response(null, { status: 400 });
    return inShop(shopId, (tx) => saveSettings(tx, setId, settings.data, userId, now()));
  });
}

export default function SetSettingsRoute() {
  const data = useLoaderData<typeof loader>();
  return <SettingsPage key={data.set.setId} {...data} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
