import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { createCountFromForm, newCountChoices, type NewCountOutcome } from "../new-count-form.server.ts";
import { NewCountPage } from "../ui/new-count-page.tsx";

export const handle = { i18n: ["counts"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", ({ shopId }) => inShop(shopId, newCountChoices));
}

export async function action({ request }: ActionFunctionArgs): Promise<NewCountOutcome | Response> {
  return forAdmin(request, "count", async ({ shopId, redirect }) => {
    const outcome = await createCountFromForm(shopId, await readForm(request), now());
    if (outcome.status === "created") return redirect(`/app/inventory/counts/${outcome.countId}`);
    return outcome;
  });
}

export default function NewCountRoute() {
  return <NewCountPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
