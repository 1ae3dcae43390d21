import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin, need } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeShared, type SharedOutcome } from "../change.server.ts";
import { KINDS } from "../domain/recipe.ts";
import { sharedPage } from "../page.server.ts";
import { SharedPage } from "../ui/shared-page.tsx";

export const handle = { i18n: ["shared-items"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const { searchParams } = new URL(request.url);
    const filter = {
      search: (searchParams.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100),
      kind: KINDS.find((kind) => kind === searchParams.get("kind")) ?? ("" as const),
      after: searchParams.get("after"),
    };
    return { ...(await sharedPage(shopId, filter)), filter, mayChange: may("changeStock") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<SharedOutcome> {
  return forAdmin(request, "changeStock", async (admin) => {
    const texts = await readForm(request);
    if (texts["do"] === "switchOn") await need(admin, "configure");
    return changeShared(admin.shopId, texts, admin.userId, now());
  });
}

export default function SharedRoute() {
  return <SharedPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
