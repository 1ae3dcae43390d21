import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin, need } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { changeBuffers, type ChangeOutcome } from "../change.server.ts";
import { readFilter, readPageKey, tidyFilter } from "../domain/list-filter.ts";
import { buffersPage } from "../page.server.ts";
import { BuffersPage } from "../ui/buffers-page.tsx";

export const handle = { i18n: ["buffers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, userId, may }) => {
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "buffers", userId, request, tidyFilter));
    const filter = readFilter(address);
    return {
      ...(await buffersPage(shopId, filter, readPageKey(address, filter.sort), now())),
      saved,
      mayChange: may("changeStock"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ChangeOutcome> {
  return forAdmin(request, "changeStock", async (admin) => {
    const texts = await readForm(request);
    if (texts["do"] === "switchOn") await need(admin, "configure");
    return changeBuffers(admin.shopId, texts, admin.userId, now());
  });
}

export default function BuffersRoute() {
  return <BuffersPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
