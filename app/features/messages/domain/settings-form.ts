import { MESSAGE_KINDS } from "./kinds.ts";
import { MOST_PER_HOUR, SHOPPER_LOCALES, type MessageSettings } from "./settings.ts";
import { SHOPIFY_SENDS } from "./shopify-sends.ts";

/** What is wrong, by the name of the field; `on.<kind>` for a kind. */
export type SettingsErrors = Readonly<Partial<Record<string, "time" | "range" | "shopify">>>;

/**
 * Reads the form of quiet hours and kinds. What Shopify sends, too, is only switched on when somebody says that Shopify's is off (`sure.<kind>`): it would be
 * sent twice otherwise.
 */
export function readSettingsForm(
  texts: Readonly<Record<string, string>>,
  before: MessageSettings,
):
  | { readonly status: "valid"; readonly settings: MessageSettings }
  | { readonly status: "invalid"; readonly errors: SettingsErrors } {
  const isOn = (name: string) => texts[name] === "true";
  const from = readTime(texts["from"]);
  const to = readTime(texts["to"]);
  const perHour = Number(texts["perHour"]);
  const unsure = MESSAGE_KINDS.filter(
    (kind) => isOn(`on.${kind}`) && SHOPIFY_SENDS[kind] !== null && !before.kinds[kind].on && !isOn(`sure.${kind}`),
  );
  const isQuiet = isOn("quiet");
  const errors: SettingsErrors = {
    ...(isQuiet && from === undefined && { from: "time" }),
    ...(isQuiet && to === undefined && { to: "time" }),
    ...(!(Number.isInteger(perHour) && perHour >= 1 && perHour <= MOST_PER_HOUR) && { perHour: "range" }),
    ...Object.fromEntries(unsure.map((kind) => [`on.${kind}`, "shopify" as const])),
  };
  if (Object.keys(errors).length > 0) return { status: "invalid", errors };
  return {
    status: "valid",
    settings: {
      quiet: isQuiet
        ? { from: from ?? 0, to: to ?? 0, zone: texts["zone"] === "destination" ? "destination" : "shop" }
        : null,
      perHour,
      fallbackLocale: SHOPPER_LOCALES.find((each) => each === texts["fallbackLocale"]) ?? before.fallbackLocale,
      kinds: Object.fromEntries(
        MESSAGE_KINDS.map((kind) => [kind, { on: isOn(`on.${kind}`), urgent: isOn(`urgent.${kind}`) }]),
      ) as MessageSettings["kinds"],
    },
  };
}

/** Minutes after midnight of "21:30". */
function readTime(text: string | undefined): number | undefined {
  const [, hours = "", minutes = ""] = /^(\d{1,2}):(\d{2})$/.exec(text ?? "") ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  return hours !== "" && Number(hours) < 24 && Number(minutes) < 60 ? time : undefined;
}

/** The same the other way. */
export const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
