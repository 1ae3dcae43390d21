import { readId } from "../../../core/ids.ts";
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
  return {
    status: LOG_STATUSES.find((status) => status === parameters.get("status")) ?? null,
    kind: MESSAGE_KINDS.find((kind) => kind === parameters.get("kind")) ?? null,
    search: (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 60),
    after: readId(parameters.get("after")) ?? null,
    before: readId(parameters.get("before")) ?? null,
  };
}
