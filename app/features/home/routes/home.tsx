import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin, need } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { homePage } from "../home-page.server.ts";
import { Home } from "../ui/home.tsx";

export const handle = { i18n: ["home", "onboarding", "orders", "risks"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "enter", async (admin) => {
    if (admin.may("seeOrders")) return homePage(admin.shopId, now(), admin.may("configure"));
    // Home tells of orders. Who works with goods alone begins where goods wait for them; whoever may see neither is told what their own work lacks.
    if (!admin.may("seeShipping")) await need(admin, admin.role === "picker" ? "seeShipping" : "seeOrders");
    return admin.redirect("/app/fulfillment");
  });
}

export default function HomeRoute() {
  return <Home {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
