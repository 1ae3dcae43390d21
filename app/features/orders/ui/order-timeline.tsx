import { useTranslation } from "react-i18next";
import { formatDay } from "../../../platform/i18n/format.ts";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { Timeline, type TimelineEntry } from "../../../shell/ui/timeline.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { eventText } from "../event-text.ts";
import type { OrderData } from "./order-data.ts";

interface OrderTimelineProps {
  readonly events: OrderData["order"]["events"];
  readonly locations: OrderData["locations"];
  readonly parcels: OrderData["parcels"];
}

/** The ledger of an order in words, newest first, by day of the shop. */
export function OrderTimeline({ events, locations, parcels }: OrderTimelineProps) {
  const { t, i18n } = useTranslation("orders");
  const { timezone } = useShop();
  if (events.length === 0) return <Text tone="subdued">{t("order.timeline.empty")}</Text>;
  const places = Object.fromEntries(
    parcels.flatMap(({ parcelId, scans }) => scans.map(({ key, place }) => [`${parcelId} ${key}`, place ?? ""])),
  );
  const days = new Map<string, TimelineEntry[]>();
  for (const event of events) {
    const day = formatDay(event.at, timezone, i18n.language);
    const entry = {
      key: event.seq,
      time: <Time at={event.at} show="time" />,
      ...eventText(event, { t, locale: i18n.language, timezone, locations, places }),
    };
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return <Timeline label={t("order.timeline.title")} days={[...days].map(([day, entries]) => ({ day, entries }))} />;
}
