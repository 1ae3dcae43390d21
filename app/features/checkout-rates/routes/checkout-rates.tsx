import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeRates, type RatesOutcome } from "../change.server.ts";
import { ratesPage } from "../page.server.ts";
import { CheckoutRatesPage } from "../ui/checkout-rates-page.tsx";

export const handle = { i18n: ["checkout-rates", "settings"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    ...(await ratesPage(shopId)),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<RatesOutcome> {
  return forAdmin(request, "configure", async ({ shopId, domain, userId, locale }): Promise<RatesOutcome> => {
    return changeRates({ shopId, domain, userId, locale }, await readForm(request), now());
  });
}

export default function CheckoutRatesRoute() {
  return <CheckoutRatesPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
