import type { LineItemId } from "../../../core/ids.ts";
import { formatMoney } from "../../../core/money.ts";
import type { Message, MessageCode, MessageParam } from "./explain.ts";

/** What turns a message into a sentence: the language, the translation function, and titles, which are never stored. */
export interface Voice {
  readonly locale: string;
  /** i18next's `t` in the namespace `routing`. */
  readonly t: (key: `reason.${MessageCode}`, values: Record<string, string | number>) => string;
  /** The title of a line as the reader knows it. */
  readonly lineTitle: (lineItemId: LineItemId) => string;
}

/** The sentence in the reader's language, amounts and distances written as people there write them. */
export function say(message: Message, voice: Voice): string {
  const values = Object.entries(message.params).map(([name, param]) => [name, valueOf(param, voice)] as const);
  return voice.t(`reason.${message.code}`, Object.fromEntries(values));
}

function valueOf(param: MessageParam, { locale, lineTitle }: Voice): string | number {
  if (typeof param !== "object") return param;
  if ("minor" in param) return formatMoney(param, locale);
  if ("km" in param) return `${new Intl.NumberFormat(locale).format(param.km)} km`;
  return lineTitle(param.lineItemId);
}
