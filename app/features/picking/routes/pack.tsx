import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { taskIdOf } from "../ids-of-address.ts";
import { packPage } from "../pack-page.server.ts";
import { doPackAction, packActionSchema, type Packed } from "../ship-task.server.ts";
import { PackPage } from "../ui/pack-page.tsx";

export const handle = { i18n: ["picking", "orders"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, userId: who, name, may }) => {
    const shown = await packPage(shopId, taskIdOf(params["taskId"]), { who, name }, now());
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayPick: may("ship") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Packed> {
  return forAdmin(request, "ship", async ({ shopId, userId: who, name }) => {
    const parsed = packActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return doPackAction(shopId, taskIdOf(params["taskId"]), parsed.data, { who, name }, now());
  });
}

export default function PackRoute() {
  return <PackPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
