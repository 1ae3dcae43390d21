import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readLogFilter, tidyLogFilter } from "../domain/log-filter.ts";
import { listMessages } from "../log.server.ts";
import { LogPage } from "../ui/log-page.tsx";

export const handle = { i18n: ["messages"] };

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "messages", userId, request, tidyLogFilter);
      const filter = readLogFilter(address);
      return { filter, page: await listMessages(tx, filter, PAGE_SIZE), saved };
    }),
  );
}

export default function LogRoute() {
  return <LogPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
