import type { ShopperLocale } from "./settings.ts";
import type { MessageKind, MessageParams, Offer } from "./kinds.ts";
import type { Value, Values } from "./render.ts";
import { STANDARD } from "./standard/standard.ts";

/** What is known of the order when the message is written. */
export interface OrderWords {
  /** The merchant's name, as the sender has it. */
  readonly shop: string;
  readonly order: string;
  /** The shopper's whole name; null: unknown. */
  readonly name: string | null;
  readonly items: readonly { readonly quantity: number; readonly title: string }[];
  readonly parcel: { readonly carrier: string; readonly number: string | null; readonly link: string | null } | null;
  /** Of the pickup location. */
  readonly place: string | null;
  /** Of kinds that offer something; null: this one does not. */
  readonly offer: Offer | null;
}

/** More lines than this are told as a number. */
const MOST_ITEMS = 12;

/** The variables of a message in the shopper's language. */
export function valuesOf<Kind extends MessageKind>(
  kind: Kind,
  params: Partial<MessageParams[Kind]>,
  order: OrderWords,
  locale: ShopperLocale,
): Values {
  const words = STANDARD[locale];
  // Of all kinds: what a kind has not is undefined.
  const all: Partial<MessageParams[MessageKind]> & {
    readonly [Name in keyof MessageParams["delayed"]]?: MessageParams["delayed"][Name];
  } & Partial<MessageParams["custom"]> &
    Partial<Pick<MessageParams["claim_answer"] | MessageParams["choice_answer"], "answer">> &
    Partial<MessageParams["ready_for_pickup"]> = params;
  return {
    shop: order.shop,
    order: order.order,
    first_name: order.name?.trim().split(/\s+/)[0] ?? "",
    items: itemsOf(order.items),
    date: window(all.from ?? null, all.to ?? null, locale),
    old_date: window(null, all.previousTo ?? null, locale),
    carrier: order.parcel?.carrier ?? "",
    tracking_number: order.parcel?.number ?? "",
    tracking_link: order.parcel?.link ?? "",
    choices: choicesOf(order.offer?.choices ?? [], locale),
    link: order.offer?.link ?? all.link ?? "",
    place: order.place ?? "",
    code: all.code ?? "",
    until: all.until == null ? "" : longDay(all.until, locale),
    answer: all.answer === undefined ? "" : words.answers[all.answer],
    text: all.text ?? "",
  };
}

/** Each choice by itself, and the words of each lead to where it is made. */
function choicesOf(choices: Offer["choices"], locale: ShopperLocale): Value {
  const { choose, choices: words } = STANDARD[locale];
  if (choices.length === 0) return "";
  return [
    { text: choose },
    ...choices.flatMap(({ choice, link }) => [{ text: "\n• " }, { text: words[choice], link }]),
  ];
}

function itemsOf(items: OrderWords["items"]): string {
  const lines = items.slice(0, MOST_ITEMS).map(({ quantity, title }) => `${String(quantity)} × ${title}`);
  return [...lines, ...(items.length > MOST_ITEMS ? [`+ ${String(items.length - MOST_ITEMS)}`] : [])].join("\n");
}

function window(from: string | null, to: string | null, locale: ShopperLocale): string {
  const { between, on } = STANDARD[locale];
  const last = to ?? from;
  if (last === null) return "";
  if (from === null || from === last) return on.replace("{{day}}", longDay(last, locale));
  return between.replace("{{from}}", longDay(from, locale)).replace("{{to}}", longDay(last, locale));
}

/** "Tuesday, 3 March": a day is a day, in no zone. */
function longDay(day: string, locale: ShopperLocale): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}
