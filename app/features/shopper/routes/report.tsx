import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readReport } from "../reports.server.ts";
import { REPORT_ACTS } from "../domain/report-acts.ts";
import { settleReport } from "../settle-report.server.ts";
import { ReportPage } from "../ui/report-page.tsx";

export const handle = { i18n: ["shopper"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", async ({ shopId, may }) => {
    const id = reportIdOf(params["reportId"]);
    const report = await inShop(shopId, (tx) => readReport(tx, id));
    if (!report) throw new Response(null, { status: 404 });
    return { report, mayDecide: may("decide") };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return forAdmin(request, "decide", async ({ shopId, userId }) => {
    const id = reportIdOf(params["reportId"]);
    const { act: text } = await readForm(request);
    const act = REPORT_ACTS.find((each) => each === text);
    if (act === undefined) throw new Response(null, { status: 400 });
    const done = await inShop(shopId, (tx) => settleReport(tx, id, act, userId, now()));
    return { status: done ? ("done" as const) : ("gone" as const) };
  });
}

/** An address with something that cannot be a report's number is a page that does not exist. */
function reportIdOf(text: string | undefined): string {
  const id = readId(text);
  if (id === undefined) throw new Response(null, { status: 404 });
  return id;
}

export default function ReportRoute() {
  return <ReportPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
