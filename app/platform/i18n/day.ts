/** When the day of `now` began in a time zone (IANA). Days with a clock change are 23 or 25 hours long; so it is searched for, not computed. */
export function dayBegan(now: Date, timeZone: string): Date {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const today = day.format(now);
  // Zones differ from UTC by whole minutes, and no day is longer than 25 hours (+1 for the search's upper end).
  let before = -26 * 60;
  let within = 0;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (day.format(minute(now, middle)) === today) within = middle;
    else before = middle;
  }
  return minute(now, within);
}

/** The beginning of the minute `minutes` after the one of `at`. */
function minute(at: Date, minutes: number): Date {
  return new Date((Math.floor(at.getTime() / 60_000) + minutes) * 60_000);
}
