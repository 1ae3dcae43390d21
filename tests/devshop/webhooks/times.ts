/** Moments as webhooks write them. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** In the shop's time zone, whole seconds: `2026-11-21T22:04:05+01:00`. */
export function zonedTime(date: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const offset = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  const minutes = offset === null ? 0 : (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1);
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${offset === null ? "+00:00" : name.slice("GMT".length)}`;
}

/** `X-Shopify-Triggered-At`: UTC with nanoseconds. The clock knows milliseconds; the rest counts the events. */
export function nanosecondTime(date: Date, count: number): string {
  return date.toISOString().replace("Z", `${String(count % 1_000_000).padStart(6, "0")}Z`);
}
