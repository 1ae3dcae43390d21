import { readAddress } from "../../../core/address.ts";

/** What becomes of messages: see prisma/schema/links.prisma. */
export const STATUSES = ["new", "applied", "late", "unknown", "dropped", "waiting", "sent"] as const;
export const WAYS = ["in", "out"] as const;

/** Which messages of a link are listed. */
export interface MessageFilter {
  readonly way: (typeof WAYS)[number] | "";
  readonly status: (typeof STATUSES)[number] | "";
  /** What the code begins with. */
  readonly search: string;
  /** The number of the message before the page. */
  readonly after: string | null;
}

/** Reads what an address asks of a link's messages. */
export function readMessageFilter(parameters: URLSearchParams): MessageFilter {
  const address = readAddress(parameters);
  return {
    way: address.oneOf("way", WAYS) ?? "",
    status: address.oneOf("status", STATUSES) ?? "",
    search: address.text("q", 255),
    after: parameters.get("after"),
  };
}
