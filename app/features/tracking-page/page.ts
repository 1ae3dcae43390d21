import { escapeHtml } from "../../core/escape-html.ts";
import type { Day, OrderStatusView, ParcelView } from "../delivery/domain/order-status-view.ts";
import { say, sayShared, type OwnText, type ShopperLocale } from "./texts.ts";

/** Who it is for, as far as a page without a login may say. */
export interface Addressee {
  readonly firstName: string | null;
  readonly city: string | null;
}

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1rem;line-height:1.35;margin:0 0 .25rem}.back{margin-top:1.5rem}.number{overflow-wrap:anywhere}p{margin:.25rem 0}
section,form,.note{border:1px solid #c9c9c9;border-radius:8px;padding:1rem;margin:1rem 0}label{display:block;font-weight:600;margin-top:.75rem}
input{font:inherit;width:100%;padding:.6rem;border:1px solid #767676;border-radius:6px;background:transparent;color:inherit}
button{font:inherit;font-weight:600;margin-top:1rem;padding:.7rem 1.2rem;border:0;border-radius:6px;background:#1a1a1a;color:#fff;cursor:pointer}
a{color:#0b57a4}ul{margin:.5rem 0 0;padding-left:1.2rem}.quiet{color:#555}.big{font-size:1.15rem;font-weight:600}:focus-visible{outline:3px solid #0b57a4;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#141414;color:#f2f2f2}section,form,.note{border-color:#4a4a4a}a{color:#8ec2ff}.quiet{color:#b8b8b8}button{background:#f2f2f2;color:#141414}input{border-color:#9a9a9a}:focus-visible{outline-color:#8ec2ff}}`;

/** The form, with what went wrong last. */
export function formPage(locale: ShopperLocale, problem: OwnText | null): string {
  const note = problem === null ? "" : `<p class="note" role="alert">${escapeHtml(say(locale, problem))}</p>`;
  const title = say(locale, "title");
  return whole(
    locale,
    title,
    `<h1>${escapeHtml(title)}</h1>${note}<form method="post"><p>${escapeHtml(say(locale, "intro"))}</p>
<label for="order">${escapeHtml(say(locale, "order"))}</label><input id="order" name="order" required maxlength="60" autocomplete="off">
<label for="email">${escapeHtml(say(locale, "email"))}</label><input id="email" name="email" type="email" required maxlength="254" autocomplete="email">
<button>${escapeHtml(say(locale, "show"))}</button></form>`,
  );
}

/** Where an order is. `today`: in the shop's zone. `back`: address of the form. */
export function statusPage(
  locale: ShopperLocale,
  view: OrderStatusView,
  { firstName, city }: Addressee,
  shop: {
    readonly today: Day;
    readonly timezone: string;
    readonly back: string;
    /** All of it was handed over at a counter: it travelled in no parcel, and nothing more is expected of it. */
    readonly collected: boolean;
    /** They come from a message that offers a choice. It is made where they are signed in. */
    readonly chooses: boolean;
  },
): string {
  const title = say(locale, "orderNamed", { order: view.order.name });
  const whom =
    city === null
      ? ""
      : firstName === null
        ? say(locale, "forCity", { city })
        : say(locale, "for", { name: firstName, city });
  const reason = view.promise?.reason;
  const choose = shop.chooses
    ? `<p class="note">${escapeHtml(say(locale, "choose"))} <a href="/account">${escapeHtml(say(locale, "signIn"))}</a></p>`
    : "";
  const { collected } = shop;
  const expected = collected ? "" : expectedText(locale, view, shop.today);
  const parcels = collected
    ? []
    : view.parcels.map((parcel, index) => parcelPart(locale, parcel, index, view.parcels.length, shop.timezone));
  return whole(
    locale,
    title,
    `<p class="quiet">${escapeHtml(title)}</p><h1>${escapeHtml(sayShared(locale, collected ? "collected" : `stage.${view.stage}`))}</h1>
${expected === "" ? "" : `<p class="big">${escapeHtml(expected)}</p>`}
<p>${escapeHtml(sayShared(locale, collected ? "detail.collected" : `detail.${view.stage}`))}</p>
${reason && !collected ? `<p>${escapeHtml(sayShared(locale, `reason.${reason.code}`))}</p>` : ""}
${whom === "" ? "" : `<p class="quiet">${escapeHtml(whom)}</p>`}${choose}${parcels.join("")}
<p class="back"><a href="${escapeHtml(shop.back)}">${escapeHtml(say(locale, "another"))}</a></p>`,
  );
}

/** One sentence about when; a date that has gone by is said to have gone by. Empty when there is nothing to expect. */
function expectedText(locale: ShopperLocale, { stage, promise }: OrderStatusView, today: Day): string {
  if (stage === "delivered" || stage === "cancelled" || stage === "ready_for_pickup") return "";
  const to = promise?.to ?? null;
  const from = promise?.from ?? null;
  if (to === null) return sayShared(locale, "expected.none");
  const day = (date: Day) => dayText(locale, date);
  if (to < today) return sayShared(locale, "expected.passed", { first: day(to) });
  if (to === today) return sayShared(locale, "expected.today");
  if (from === null || from <= today) return sayShared(locale, "expected.by", { first: day(to) });
  if (from < to) return sayShared(locale, "expected.between", { first: day(from), second: day(to) });
  return sayShared(locale, "expected.on", { first: day(to) });
}

function parcelPart(locale: ShopperLocale, parcel: ParcelView, index: number, total: number, timezone: string): string {
  const heading =
    total === 1
      ? sayShared(locale, "parcel.only")
      : sayShared(locale, "parcel.title", { index: String(index + 1), total: String(total) });
  const label = [parcel.carrier, parcel.number].filter((part) => part !== null).join(" ");
  const link =
    parcel.url !== null && /^https?:\/\//.test(parcel.url)
      ? `<p><a href="${escapeHtml(parcel.url)}" rel="noopener noreferrer">${escapeHtml(sayShared(locale, "parcel.track"))}</a></p>`
      : "";
  const events = parcel.timeline.map(({ stage, at, place }) => {
    const values = { date: momentText(locale, at, timezone), event: sayShared(locale, `event.${stage}`) };
    const text =
      place === null
        ? sayShared(locale, "event.line", values)
        : sayShared(locale, "event.line_place", { ...values, place });
    return `<li>${escapeHtml(text)}</li>`;
  });
  const named = say(locale, "parcelStage", { parcel: heading, stage: sayShared(locale, `stage.${parcel.stage}`) });
  return `<section><h2>${escapeHtml(named)}</h2>${label === "" ? "" : `<p class="number">${escapeHtml(label)}</p>`}${link}${events.length === 0 ? "" : `<ul>${events.join("")}</ul>`}</section>`;
}

const dayText = (locale: ShopperLocale, day: Day): string =>
  new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
const momentText = (locale: ShopperLocale, at: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(new Date(at));

function whole(locale: ShopperLocale, title: string, body: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}
