import type { PickupPromise } from "../../app/features/delivery/domain/order-status-view.ts";
import { asDay, asInstant } from "./days.ts";
import { asCount, asRecord, asRecords, asText } from "./json.ts";

/** Six characters are read out more safely in two groups. */
export function spokenCode(code: string): string {
  return code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

/** Reads what the metafield says of a pickup. Null when there is none, or none that could be collected with it. */
export function readPickup(value: unknown): PickupPromise | null {
  const json = asRecord(value);
  const code = asText(json?.code);
  const readyBy = asInstant(json?.readyBy);
  if (json === null || code === null || readyBy === null) return null;
  return {
    code,
    place: asText(json.place) ?? "",
    zone: asText(json.zone) ?? "UTC",
    readyBy,
    ready: json.ready === true,
    keptUntil: asInstant(json.keptUntil),
    hours: asRecords(json.hours).flatMap((day) => {
      const date = asDay(day.date);
      if (date === null) return [];
      const hours = asRecords(day.hours).flatMap((each) => {
        const from = asCount(each.from);
        const to = asCount(each.to);
        return from === null || to === null || to <= from ? [] : [{ from, to }];
      });
      return [{ date, hours }];
    }),
    note: asText(json.note) ?? "",
  };
}
