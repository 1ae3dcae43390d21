import type { WhyNot } from "./decide-news.ts";
import { isOvertaken, isStale, type Told } from "./overtaken.ts";
import { isCancelledAway } from "./decide-news.ts";
import { quietUntil } from "./quiet-hours.ts";
import type { QuietHours } from "./settings.ts";

/** A message whose time has come, and what stands in its way. */
export interface Due extends Told {
  /** What was learned after it of the same order. */
  readonly later: readonly Told[];
  readonly cancelled: boolean;
  /** A person asked for this very one: it is not too late for it. */
  readonly clicked: boolean;
  readonly isVerified: boolean;
  readonly isUrgent: boolean;
  readonly quiet: QuietHours | null;
  /** Where it may be night for the reader. */
  readonly zones: readonly string[];
  /** May one more go in this hour? If not, from when. */
  readonly hasRoom: boolean;
  readonly roomAt: Date;
}

/** Why a message waits; each has a text for people. */
export type WhyLater = "quiet" | "rate" | "later" | "no_account";

export type DecidedDue =
  | { readonly do: "send" }
  | { readonly do: "leave"; readonly why: WhyNot }
  /** Null: until something else changes (a mail server is verified). */
  | { readonly do: "wait"; readonly why: WhyLater; readonly until: Date | null };

/** What becomes of a message when its time has come: what is not true any more first, then what it has to wait for. */
export function decideDue(due: Due, now: Date): DecidedDue {
  if (!due.clicked) {
    if (isCancelledAway(due)) return { do: "leave", why: "cancelled" };
    if (due.later.some((later) => isOvertaken(due, later))) return { do: "leave", why: "overtaken" };
    if (isStale(due, now)) return { do: "leave", why: "too_late" };
  }
  if (!due.isVerified) return { do: "wait", why: "no_account", until: null };
  if (due.quiet !== null && !due.isUrgent) {
    const until = quietUntil(due.quiet, due.zones, now.getTime());
    if (until > now.getTime()) return { do: "wait", why: "quiet", until: new Date(until) };
  }
  if (!due.hasRoom) return { do: "wait", why: "rate", until: due.roomAt };
  return { do: "send" };
}
