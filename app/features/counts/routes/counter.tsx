import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type CountId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { countPage } from "../count-page.server.ts";
import { readLineFilter } from "../domain/count-filter.ts";
import { CounterPage } from "../ui/counter-page.tsx";

export const handle = { i18n: ["counts"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", async ({ shopId }) => {
    const filter = readLineFilter(new URL(request.url).searchParams) ?? {
      look: "open",
      search: "",
      after: null,
      before: null,
    };
    const shown = await inShop(shopId, (tx) => countPage(tx, countIdOf(params["countId"]), filter));
    if (!shown) throw new Response(null, { status: 404 });
    return shown;
  });
}

function countIdOf(text: string | undefined): CountId {
  const countId = readId<CountId>(text);
  if (countId === undefined) throw new Response(null, { status: 404 });
  return countId;
}

export default function CounterRoute() {
  return <CounterPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
