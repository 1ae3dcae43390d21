import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { tidySuggestionFilter } from "../domain/suggestion-filter.ts";
import { suggestionsPage, takeSuggestions } from "../suggestions-page.server.ts";
import { SuggestionsPage } from "../ui/suggestions-page.tsx";

export const handle = { i18n: ["transfers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, userId, may }) => {
    const { address, saved } = await inShop(shopId, (tx) =>
      savedList(tx, "suggestions", userId, request, tidySuggestionFilter),
    );
    return { ...(await suggestionsPage(shopId, address, now())), saved, mayChange: may("changeStock") };
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return forAdmin(request, "changeStock", async ({ shopId }) => {
    const { keys = "", ready } = await readForm(request);
    const count = await takeSuggestions(shopId, new Set(keys.split(" ")), ready === "yes", now());
    return { status: "made" as const, count };
  });
}

export default function SuggestionsRoute() {
  return <SuggestionsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
