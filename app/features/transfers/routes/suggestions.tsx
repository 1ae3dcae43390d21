import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { may } from "../../../shell/permissions.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { suggestionsPage, takeSuggestions } from "../suggestions-page.server.ts";
import { SuggestionsPage } from "../ui/suggestions-page.tsx";

export const handle = { i18n: ["transfers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId, userScopes }) => ({
    ...(await suggestionsPage(shopId, new URL(request.url).searchParams, now())),
    mayChange: may(userScopes, "changeStock"),
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  return forAdmin(request, async ({ shopId, userScopes }) => {
    const { keys = "", ready } = await readForm(request);
    if (!may(userScopes, "changeStock")) return { status: "forbidden" as const, count: 0 };
    const count = await takeSuggestions(shopId, new Set(keys.split(" ")), ready === "yes", now());
    return { status: "made" as const, count };
  });
}

export default function SuggestionsRoute() {
  return <SuggestionsPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
