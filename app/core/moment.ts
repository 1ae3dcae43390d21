/** From 1970 on, with four digits of the year: what a time of an order can be. JavaScript goes back to 271,821 BC, PostgreSQL to 4,713 BC. */
const LATEST = Date.UTC(10_000, 0);

/** Reads a time somebody sent (ISO 8601, also with nanoseconds); undefined when it is none, or one no shop can have. */
export function readMoment(text: string | undefined): Date | undefined {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  return milliseconds >= 0 && milliseconds < LATEST ? new Date(milliseconds) : undefined;
}
