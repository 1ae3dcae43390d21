import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { offerOf } from "../../shopper/public.server.ts";
import { MESSAGE_KINDS } from "../domain/kinds.ts";
import { SHOPPER_LOCALES } from "../domain/settings.ts";
import { actOnTemplate, templatePage, type TemplateOutcome } from "../template-page.server.ts";
import { TemplatePage } from "../ui/template-page.tsx";

export const handle = { i18n: ["messages"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const { kind, locale } = which(params);
    return { ...(await templatePage(shopId, kind, locale)), mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<TemplateOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId, email }) => {
    return actOnTemplate(shopId, which(params), await readForm(request), { who: userId, email, now: now(), offerOf });
  });
}

function which(params: Readonly<Record<string, string | undefined>>) {
  const kind = MESSAGE_KINDS.find((each) => each === params["kind"]);
  const locale = SHOPPER_LOCALES.find((each) => each === params["locale"]);
  if (kind === undefined || locale === undefined) throw new Response(null, { status: 404 });
  return { kind, locale };
}

export default function TemplateRoute() {
  const data = useLoaderData<typeof loader>();
  return <TemplatePage key={`${data.kind} ${data.locale} ${String(data.version)}`} {...data} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
