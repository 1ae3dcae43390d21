import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { homePage } from "../home-page.server.ts";
import { Home } from "../ui/home.tsx";

export const handle = { i18n: ["home", "onboarding", "orders", "risks"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, ({ shopId }) => homePage(shopId, now()));
}

export default function HomeRoute() {
  return <Home {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
