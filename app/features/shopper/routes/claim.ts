import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { fileResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { shopProfile } from "../../shops/public.server.ts";
import { claimFile } from "../claim.server.ts";
import { readReport } from "../reports.server.ts";

/** What the carrier needs of one report, to print or send. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", async ({ shopId, domain, locale }) => {
    const reportId = readId(params["reportId"]);
    const report = reportId && (await inShop(shopId, (tx) => readReport(tx, reportId)));
    if (!report) throw new Response(null, { status: 404 });
    const { timezone } = await shopProfile(shopId);
    const bytes = await claimFile(shopId, report, { shopName: domain, timezone, locale });
    return fileResponse(bytes, "application/pdf", `claim-${report.reportId}.pdf`);
  });
}
