import { readAddress, writeAddress } from "../../../core/address.ts";
import { MESSAGE_KINDS, type MessageKind } from "./kinds.ts";

/** What became of messages, as people ask for it. */
export const LOG_STATUSES = ["sent", "waiting", "failed", "unsure", "observed", "left"] as const;
export type LogStatus = (typeof LOG_STATUSES)[number];

/** Which messages the log shows; lives in the address. */
export interface LogFilter {
  readonly status: LogStatus | null;
  readonly kind: MessageKind | null;
  /** The beginning of an order's name, with or without "#". */
  readonly search: string;
  /** The page begins behind this message, or ends before it. */
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readLogFilter(parameters: URLSearchParams): LogFilter {
  const address = readAddress(parameters);
  return {
    status: address.oneOf("status", LOG_STATUSES),
    kind: address.oneOf("kind", MESSAGE_KINDS),
    search: address.text("q"),
    after: address.id("after"),
    before: address.id("before"),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeLogFilter = ({ status, kind, search }: LogFilter): Record<string, string> =>
  writeAddress({ status, kind, q: search });

/** The filter of an address in the spelling of `writeLogFilter`. */
export const tidyLogFilter = (given: URLSearchParams): Record<string, string> => writeLogFilter(readLogFilter(given));
