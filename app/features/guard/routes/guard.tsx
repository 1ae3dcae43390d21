import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type IntentId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeGuard, type ChangeOutcome } from "../change.server.ts";
import { guardPage } from "../page.server.ts";
import { GuardPage } from "../ui/guard-page.tsx";

export const handle = { i18n: ["guard"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const before = readId<IntentId>(new URL(request.url).searchParams.get("before")) ?? null;
    return { ...(await guardPage(shopId, before)), before, mayChange: may("configure") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ChangeOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    return changeGuard(shopId, await readForm(request), userId, now());
  });
}

export default function GuardRoute() {
  return <GuardPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
