import { readAddress, writeAddress } from "../../core/address.ts";
import { TRIGGER_KEYS, type TriggerKey } from "./domain/rule.ts";

/** What a set has to be to be shown. A set with a draft may be live as well. */
export const SET_STATES = ["live", "draft", "scheduled", "paused", "idle"] as const;
export type SetState = (typeof SET_STATES)[number];

export interface SetFilter {
  /** Null: any. */
  readonly state: SetState | null;
  readonly trigger: TriggerKey | null;
  readonly channel: string;
  readonly search: string;
}

/** Reads the address of the list; what it does not know is not asked. */
export function readFilter(parameters: URLSearchParams): SetFilter {
  const address = readAddress(parameters);
  return {
    state: address.oneOf("state", SET_STATES),
    trigger: address.oneOf("trigger", TRIGGER_KEYS),
    channel: address.text("channel"),
    search: address.text("q"),
  };
}

/** The address of a list, without what is not asked. */
export const writeFilter = ({ state, trigger, channel, search }: SetFilter): Record<string, string> =>
  writeAddress({ state, trigger, channel, q: search });

/** The filter of an address in the spelling of `writeFilter`. */
export const tidyFilter = (given: URLSearchParams): Record<string, string> => writeFilter(readFilter(given));

/** What the filter asks of a set. */
export interface Filtered {
  readonly trigger: TriggerKey;
  readonly name: string;
  readonly channels: readonly string[];
  readonly states: readonly SetState[];
}

/** Whether a set is one of those asked for. A set without channels is for each of them. */
export function fits({ trigger, name, channels, states }: Filtered, filter: SetFilter): boolean {
  const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    (filter.state === null || states.includes(filter.state)) &&
    (filter.trigger === null || filter.trigger === trigger) &&
    (filter.channel === "" || channels.length === 0 || channels.includes(filter.channel)) &&
    plain(name).includes(plain(filter.search))
  );
}
