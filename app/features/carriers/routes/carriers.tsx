import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { config } from "../../../config.server.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import {
  accountPage,
  connectAccount,
  disableAccount,
  saveLabelSetting,
  testAccount,
  type AccountOutcome,
} from "../account-page.server.ts";
import { CarriersPage } from "../ui/carriers-page.tsx";

export const handle = { i18n: ["carriers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    ...(await accountPage(shopId, config.appUrl)),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<AccountOutcome> {
  return forAdmin(request, "configure", async ({ shopId }) => {
    const { action: what, carrier = "", ...texts } = await readForm(request);
    switch (what) {
      case "connect":
        return connectAccount(shopId, carrier, texts, now());
      case "test":
        return testAccount(shopId, carrier);
      case "disable":
        return disableAccount(shopId, carrier, now());
      case "rules":
        return saveLabelSetting(shopId, texts, now());
      default:
        throw new Response(null, { status: 400 });
    }
  });
}

export default function CarriersRoute() {
  return <CarriersPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
