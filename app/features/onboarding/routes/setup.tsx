import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeSetup, setupActionSchema, type SetupOutcome } from "../act.server.ts";
import { readSetup } from "../setup.server.ts";
import { SetupPage } from "../ui/setup-page.tsx";

export const handle = { i18n: ["onboarding"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    ...(await inShop(shopId, (tx) => readSetup(tx, now()))),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<SetupOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    const parsed = setupActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return changeSetup(shopId, parsed.data, userId, now());
  });
}

export default function SetupRoute() {
  return <SetupPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
