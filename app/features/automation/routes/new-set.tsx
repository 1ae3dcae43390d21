import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { makeSet, readSetForm } from "../create-route.server.ts";
import type { Created } from "../create-set.server.ts";
import { NewSetCards } from "../ui/new-set-cards.tsx";

export const handle = { i18n: ["automation"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ may }) => ({ mayChange: may("configure") }));
}

export async function action({ request }: ActionFunctionArgs): Promise<Created | Response> {
  return forAdmin(request, "configure", async (admin): Promise<Created | Response> => {
    const sent = await readSetForm(request);
    if (sent.kind === "act") throw new Response(null, { status: 400 });
    return makeSet(admin, sent, now());
  });
}

export default function NewSetRoute() {
  const { mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("automation");
  return (
    <Page title={t("page.new.title")} back={{ label: t("page.title"), to: "/app/automations" }}>
      {!mayChange && <Notice title={t("page.forbidden")} />}
      <NewSetCards mayChange={mayChange} />
    </Page>
  );
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
