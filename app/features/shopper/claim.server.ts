import { escapeHtml } from "../../core/escape-html.ts";
import type { TFunction } from "i18next";
import { formatMoney } from "../../core/money.ts";
import { formatMoment } from "../../platform/i18n/format.ts";
import type { ReportDetail } from "./reports.server.ts";

const STYLE =
  "body{font:14px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.5rem}.sign{margin-top:3rem}";

/** Who sends the claim. */
interface Claimant {
  readonly shopName: string;
  readonly timezone: string;
  readonly locale: string;
}

/**
 * What a carrier needs to look for a parcel or pay for it: a page to print or send. The number says who was to get it, so nothing of the shopper is in
 * it, nor what we think of them.
 */
export function claimPage(
  report: ReportDetail,
  { shopName, timezone, locale }: Claimant,
  t: TFunction<"shopper">,
): string {
  const money = (minor: number) => formatMoney({ minor, currency: report.currency }, locale);
  const moment = (at: Date | string | null) =>
    at === null ? t("unknown") : formatMoment(new Date(at).toISOString(), timezone, locale);
  const facts: [string, string][] = [
    [t("claim.from"), shopName],
    [t("claim.carrier"), report.carrier ?? t("unknown")],
    [t("claim.number"), report.number ?? t("unknown")],
    [t("claim.reference"), report.orderName],
    [t("claim.what"), t(`kind.${report.kind}`)],
    [t("claim.sent"), moment(report.sentAt)],
    [t("claim.delivered"), moment(report.evidence.deliveredAt)],
    [t("claim.reported"), moment(report.reportedAt)],
    [t("claim.value"), money(report.valueMinor)],
  ];
  const lines = report.lines.map(({ title, sku, quantity, valueMinor }) => [
    title,
    sku ?? "",
    String(quantity),
    money(valueMinor),
  ]);
  const scans = report.evidence.scans.map(({ stage, at, place }) => [
    moment(at),
    t(`scan.${stage}` as "unknown", { defaultValue: stage }),
    place ?? "",
  ]);
  const title = t("claim.title", { number: report.number ?? report.orderName });
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(title)}</h1>
<table>${facts.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join("")}</table>
<h2>${escapeHtml(t("claim.contents"))}</h2>${table([t("claim.item"), t("claim.sku"), t("claim.units"), t("claim.value")], lines)}
<h2>${escapeHtml(t("claim.scans"))}</h2>${table([t("claim.when"), t("claim.event"), t("claim.place")], scans)}
<p>${escapeHtml(t("claim.ask"))}</p><p class="sign">${escapeHtml(t("claim.sign"))} ______________________________</p></body></html>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((each) => `<${tag}>${escapeHtml(each)}</${tag}>`).join("");
  return `<table><thead><tr>${cells("th", heads)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("")}</tbody></table>`;
}
