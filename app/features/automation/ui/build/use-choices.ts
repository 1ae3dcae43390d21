import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { folded, type PickOption } from "../../../../shell/ui/pick-field.tsx";
import type { Choice, ServedList } from "../../choices.server.ts";
import { COUNTRIES } from "../../domain/edit/countries.ts";
import type { ShopList } from "../../domain/fields/field.ts";
import { useBuilding } from "./building.ts";

const SEARCH_DELAY_MS = 200;

/** What can be chosen from a list: the shop's is asked for as somebody types, `own` values and countries are all there. */
export function useChoices(list: ServedList | "countries" | undefined, own?: readonly PickOption[]) {
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
      label: label ?? (list === "attributes" ? value : voice.nameOf(nameList(list), value)),
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

const nameList = (list: Exclude<ServedList, "countries" | "attributes">) => (list === "services" ? "locations" : list);

const countries = (nameOf: (list: ShopList, value: string) => string): PickOption[] =>
  COUNTRIES.map((code) => ({ value: code, label: nameOf("countries", code) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  );
