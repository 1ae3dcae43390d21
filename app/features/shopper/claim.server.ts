import { formatMoney } from "../../core/money.ts";
import type { ShopId } from "../../core/ids.ts";
import { formatDate, formatMoment, formatNumber } from "../../platform/i18n/format.ts";
import { printLetter } from "../packing/public.server.ts";
import { claimLanguage, type ClaimLanguage } from "./domain/claim-language.ts";
import { CLAIM_WORDS, scanText } from "./domain/claim-words.ts";
import type { ReportDetail } from "./reports.server.ts";

/** Who sends the claim. */
interface Claimant {
  readonly shopName: string;
  readonly timezone: string;
  readonly locale: ClaimLanguage;
}

/**
 * What a carrier needs to look for a parcel or pay for it, as a PDF to print, sign or send, in the language of the carrier's country. The number says who was
 * to get it, so nothing of the shopper is in it, nor what we think of them.
 */
export function claimFile(shopId: ShopId, report: ReportDetail, claimant: Claimant): Promise<Uint8Array> {
  return printLetter(shopId, claimLetter(report, claimant), claimant.shopName);
}

function claimLetter(report: ReportDetail, { timezone, locale }: Claimant): Parameters<typeof printLetter>[1] {
  const language = claimLanguage(report.carrier, locale);
  const words = CLAIM_WORDS[language];
  const { evidence } = report;
  const money = (minor: number) => formatMoney({ minor, currency: report.currency }, language);
  const moment = (at: Date | string | null, otherwise: string) =>
    at === null ? otherwise : formatMoment(new Date(at).toISOString(), timezone, language);
  const looked = report.looked.map((place) => words.places[place]).join(", ");
  return {
    title: words.title.replace("{{number}}", report.number ?? report.orderName),
    facts: [
      [words.carrier, report.carrier ?? words.unknown],
      [words.number, report.number ?? words.unknown],
      [words.reference, report.orderName],
      [words.what, words.kinds[report.kind]],
      [words.sent, moment(report.sentAt, words.unknown)],
      [words.promised, evidence.promisedTo === null ? words.unknown : formatDate(evidence.promisedTo, language)],
      [words.delivered, moment(evidence.deliveredAt, words.notDelivered)],
      [words.reported, moment(report.reportedAt, words.unknown)],
      ...(report.kind === "not_received" ? [[words.looked, looked || words.nowhere] as const] : []),
      [words.value, money(report.valueMinor)],
    ],
    tables: [
      {
        title: words.history,
        heads: [words.when, words.event, words.place],
        shares: [0.28, 0.36, 0.36],
        rows: evidence.scans.map(({ at, stage, place }) => [moment(at, ""), scanText(words, stage), place ?? ""]),
      },
      {
        title: words.contents,
        heads: [words.item, words.units, words.value],
        shares: [0.64, 0.14, 0.22],
        rows: report.lines.map(({ title, sku, quantity, valueMinor }) => [
          [title, sku ?? ""].filter(Boolean).join(" · "),
          formatNumber(quantity, language),
          money(valueMinor),
        ]),
      },
    ],
    paragraphs: [words.ask, words.declare],
    signatures: [words.date, words.sign],
    page: words.page,
  };
}
