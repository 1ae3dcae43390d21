import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnTransfer, loadTransfer } from "../transfer-route.server.ts";
import { TransferPage } from "../ui/transfer-page.tsx";

export const handle = { i18n: ["transfers"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", (admin) => loadTransfer(admin, params));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return forAdmin(request, "changeStock", (admin) => actOnTransfer(admin, params, request));
}

export default function TransferRoute() {
  return <TransferPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
