import type { TFunction } from "i18next";
import { formatDate, formatMoment } from "../../platform/i18n/format.ts";
import type { ShownEvent } from "./page.server.ts";
import { wordOf } from "./words.ts";

/** Who reads, and what ids mean to them. */
export interface Reader {
  readonly t: TFunction<"orders">;
  readonly locale: string;
  /** IANA name of the shop's. */
  readonly timezone: string;
  /** Names of locations by id. */
  readonly locations: Readonly<Record<string, string>>;
  /** Where parcels were scanned, by "parcel scan": the ledger does not say it, because it forgets nothing. */
  readonly places: Readonly<Record<string, string>>;
}

export interface EventText {
  readonly text: string;
  readonly detail?: string;
  readonly tone: "normal" | "good" | "bad";
}

const GOOD = new Set(["parcel.delivered", "risk.resolved"]);
const BAD = new Set([
  "routing.refused",
  "act.refused",
  "fulfillment_order.rejected",
  "fulfillment_order.unanswered",
  "fulfillment_order.not_taken_back",
  "parcel.refused",
  "label.not_voided",
  "intent.asks",
  "order.cancelled",
  "message.failed",
  "pick.short",
  "pick.voided",
  "shopper.reported",
  "risk.raised",
  "shopper.not_cancelled",
]);
const BAD_STAGES = new Set(["exception", "returned", "lost"]);

/** Statuses of delivery news that are not called as the stage of a parcel is. */
const STAGE_OF_NEWS: Readonly<Record<string, string>> = {
  CARRIER_PICKED_UP: "handed_over",
  ATTEMPTED_DELIVERY: "attempted",
  FAILURE: "exception",
};

/** One entry of the ledger in words. A code without a text is shown as it is: better strange than missing. */
export function eventText({ code, data }: Pick<ShownEvent, "code" | "data">, reader: Reader): EventText {
  const values = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, valueOf(code, name, value, reader)]),
  );
  const text = reader.t(`event.${keyOf(code, data)}` as "title", { ...values, defaultValue: code });
  const detail = detailOf(code, data, reader);
  const bad = BAD.has(code) || (code === "parcel.scanned" && BAD_STAGES.has(String(data["stage"])));
  return {
    text,
    tone: bad ? "bad" : GOOD.has(code) ? "good" : "normal",
    ...(detail === "" ? {} : { detail }),
  };
}

/** A promise reads differently for a window, a day, and no date; a refusal by who refused; care by whether there is any left. */
function keyOf(code: string, data: ShownEvent["data"]): string {
  const isNone = (value: unknown) => value === "" || value === "0" || (Array.isArray(value) && value.length === 0);
  if (code === "order.tagged" && isNone(data["added"])) return "order.untagged";
  if (code === "order.tagged" && !isNone(data["removed"])) return "order.retagged";
  if (code === "order.prioritised" && isNone(data["value"])) return "order.unprioritised";
  if (code === "order.assigned" && isNone(data["value"])) return "order.unassigned";
  if (code === "parcel.refused" && data["step"] === "label") return "parcel.label_refused";
  if (code !== "promise.shown") return code;
  if (data["to"] === null) return "promise.noDateShown";
  return data["from"] === data["to"] || data["from"] === null ? "promise.dayShown" : code;
}

function valueOf(code: string, name: string, value: unknown, { t, locale, timezone, locations }: Reader): string {
  const text = plain(value);
  switch (code) {
    case "order.payment":
      return wordOf(t, "payment", text);
    case "order.risk":
    case "order.risk_assessed":
      return wordOf(t, "risk", text.toUpperCase());
    case "risk.raised":
    case "risk.resolved":
      return name === "kind" ? wordOf(t, "riskKind", text) : text;
    case "promise.shown":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text, locale) : text;
    default:
  }
  if (code.startsWith("pick.") && (name === "reason" || name === "why")) return wordOf(t, "pickWord", text);
  switch (name) {
    case "from":
    case "to":
    case "locationId":
      return locations[text] ?? text;
    case "stage":
      return wordOf(t, "order.parcelStage", text);
    case "status":
      return wordOf(t, "order.parcelStage", STAGE_OF_NEWS[text] ?? text.toLowerCase());
    case "message":
      return wordOf(t, "messageKind", text);
    case "outcome":
      return wordOf(t, "order.ships.outcome", text);
    case "kind":
      return wordOf(t, "order.effect", text);
    case "by":
      // A number is Shopify's of a member of staff.
      return wordOf(t, "by", /^\d+$/.test(text) ? "person" : text);
    case "fulfillBy":
    case "readyBy":
    case "until":
      return formatMoment(text, timezone, locale);
    case "answer":
      return wordOf(t, "answer", text);
    case "choice":
    case "report":
    case "remedy":
      return wordOf(t, name, text);
    case "reason":
      return wordOf(t, "order.holdReason", text.toUpperCase());
    default:
      return text;
  }
}

/** Ledger data is flat: texts, numbers, yes or no, and lists of them. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** What is worth a second line: where it was scanned, which carrier, why it was refused. */
function detailOf(code: string, data: ShownEvent["data"], { t, places }: Reader): string {
  const given = (name: string) => {
    const value = data[name];
    return typeof value === "string" ? value : "";
  };
  const whys = (name: string) => {
    const value = data[name];
    return Array.isArray(value) ? value.map((each) => whyOf(String(each), t)).join(" ") : "";
  };
  if (code === "parcel.scanned") {
    const place = places[`${given("parcelId")} ${given("scan")}`] ?? "";
    const unreadable = data["stage"] === "unknown" ? t("order.parcels.unreadable", { code: given("code") }) : "";
    return [unreadable, place].filter(Boolean).join(" · ");
  }
  if (code === "promise.shown" && data["reason"] !== null) return wordOf(t, "order.promise.reason", given("reason"));
  return [given("company"), whys("codes"), whys("reasons")].filter(Boolean).join(" · ");
}

/**
 * Why something was refused: one of our own reasons, the state that stood against it, or a carrier's with the field it names
 * (`invalid:recipient.zip`). Carriers and Shopify may say a new one tomorrow: it is shown, as one that nobody here knows.
 */
export function whyOf(code: string, t: Reader["t"]): string {
  const [reason = "", field = ""] = code.split(":");
  const key = reason.replaceAll(".", "_");
  const keys: string[] = [`reason.${key}`, `refused.${key}`, "reason.unknown"];
  return t(keys as "title"[], { code, field });
}
