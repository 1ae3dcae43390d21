import { useNavigate, useNavigation } from "@remix-run/react";
import { useHref } from "./use-href.ts";

type Parameters = Readonly<Record<string, string>>;

const withoutEmpty = (given: Parameters): Parameters =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));

interface ListAddress {
  /** The page's path. */
  readonly path: string;
  /** What the list shows now, as parameters. */
  readonly state: Parameters;
  /** What people chose as the parameters of an address: the usual left out, what does not exist too. What is not empty, unless said. */
  readonly tidy?: (given: URLSearchParams) => Parameters;
  /** The list is one of several things on its page: the page stays where it is scrolled to. */
  readonly partOfPage?: boolean;
}

/** A list whose whole state is the address of its page: it can be sent to somebody, and the browser's way back works. */
export function useListAddress({ path, state, tidy, partOfPage = false }: ListAddress) {
  const navigate = useNavigate();
  const navigation = useNavigation();
  const href = useHref();
  const go = (parameters: Parameters, replace = false) =>
    navigate(href(`${path}?${new URLSearchParams(parameters).toString()}`), {
      replace,
      preventScrollReset: partOfPage,
    });
  const tidied = (given: Parameters) => (tidy ? tidy(new URLSearchParams(given)) : withoutEmpty(given));
  return {
    go,
    /** The list as parameters, for its file. */
    query: (more: Parameters) => new URLSearchParams({ ...withoutEmpty(state), ...more }).toString(),
    busy: navigation.state === "loading" && navigation.location.pathname === path,
    /** Goes to the neighbouring page; null: there is none. `side`: the parameter that says where. */
    turn: (side: "after" | "before" | "page", place: string | number | null) =>
      place === null ? null : () => go({ ...withoutEmpty(state), [side]: String(place) }),
    /** Shows the list as somebody changed it. Sorting comes from Polaris as "column direction". What is typed leaves no trace in the browser's way back. */
    change: (changed: Parameters) => {
      const { sort, ...others } = changed;
      const given = { ...state, ...others, ...(sort === undefined ? {} : { sort: sort.replace(" ", ".") }) };
      go(tidied(given), "q" in changed);
    },
  };
}
