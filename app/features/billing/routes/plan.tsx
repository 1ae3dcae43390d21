import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { planPage } from "../plan-page.server.ts";
import { PlanPage } from "../ui/plan-page.tsx";

export const handle = { i18n: ["billing"] };

/** What Shopify's page of plans appends to the address it sends people back to; older listings say `charge_id`. */
const CHOSEN = ["plan_handle", "charge_id"];

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "configure", (admin) => {
    const { searchParams } = new URL(request.url);
    return planPage(
      admin,
      CHOSEN.some((name) => searchParams.has(name)),
      now(),
    );
  });
}

export default function PlanRoute() {
  return <PlanPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
