import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { folded, type PickOption } from "../../../../shell/ui/pick-field.tsx";
import type { Choice, DefinedList, ServedList } from "../../choices.server.ts";
import { COUNTRIES } from "../../domain/edit/countries.ts";
import type { ShopList } from "../../domain/fields/field.ts";
import type { Voice } from "../../domain/say/voice.ts";
import { useBuilding } from "./building.ts";

const SEARCH_DELAY_MS = 200;

/** What can be chosen from a list: the shop's is asked for as somebody types, `own` values and countries are all there. */
export function useChoices(list: ServedList | DefinedList | "countries" | undefined, own?: readonly PickOption[]) {
  const { voice } = useBuilding();
  const fetcher = useFetcher<readonly Choice[]>();
  const [typed, setTyped] = useState("");
  const timer = useRef<number>(undefined);
  useEffect(() => () => globalThis.window.clearTimeout(timer.current), []);
  const here = own ?? (list === "countries" ? countries(voice.nameOf) : undefined);
  if (here !== undefined || list === undefined || list === "countries") {
    const wanted = folded(typed);
    const options = (here ?? []).filter(({ label }) => folded(label).includes(wanted));
    return { options, loading: false, search: setTyped };
  }
  const load = (text: string) =>
    fetcher.load(`/app/automations/choices?${new URLSearchParams({ list, q: text }).toString()}`);
  return {
    options: (fetcher.data ?? []).map(({ value, label }) => ({
      value,
      label: label ?? nameIn(list, value, voice),
    })),
    loading: fetcher.state !== "idle",
    search: (text: string) => {
      globalThis.window.clearTimeout(timer.current);
      // What is looked at first comes at once; while somebody types, only what they stop at.
      if (text === "") load(text);
      else timer.current = globalThis.window.setTimeout(() => load(text), SEARCH_DELAY_MS);
    },
  };
}

/** Whose names the values of a list have; undefined: they are called as they are written. */
export function namedAs(list: ServedList | DefinedList) {
  if (list === "services") return "locations";
  return list === "attributes" || list === "carriers" || list === "orderMetafields" || list === "productMetafields"
    ? undefined
    : list;
}

/** What a value of a list is called. */
export function nameIn(list: ServedList | DefinedList, value: string, voice: Pick<Voice, "nameOf">): string {
  const named = namedAs(list);
  return named === undefined ? value : voice.nameOf(named, value);
}

const countries = (nameOf: (list: ShopList, value: string) => string): PickOption[] =>
  COUNTRIES.map((code) => ({ value: code, label: nameOf("countries", code) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  );
