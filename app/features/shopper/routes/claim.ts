import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { shopProfile } from "../../shops/public.server.ts";
import { claimPage } from "../claim.server.ts";
import { readReport } from "../reports.server.ts";

/** What the carrier needs of one report, as a page to print or send. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId, domain, locale }) => {
    const reportId = readId(params["reportId"]);
    const report = reportId && (await inShop(shopId, (tx) => readReport(tx, reportId)));
    if (!report) throw new Response(null, { status: 404 });
    const { timezone } = await shopProfile(shopId);
    const t = textsFor(locale).getFixedT(locale, "shopper");
    return new Response(claimPage(report, { shopName: domain, timezone, locale }, t), {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Disposition": `attachment; filename="claim-${report.reportId}.html"`,
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "Cache-Control": "no-store",
      },
    });
  });
}
