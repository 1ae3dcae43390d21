import { useTranslation } from "react-i18next";
import type { LineItemId } from "../../core/ids.ts";
import type { Message } from "../../features/routing/domain/explain.ts";
import { say } from "../../features/routing/domain/say.ts";

/** Puts routing's messages into sentences of the reader's language. `lineTitle`: how the reader knows a line of the order. */
export function useSay(lineTitle: (lineItemId: LineItemId) => string): (message: Message) => string {
  const { t, i18n } = useTranslation("routing");
  return (message) =>
    say(message, { locale: i18n.language, t: (key, values) => t(key as "reason.stay.cheapest", values), lineTitle });
}
