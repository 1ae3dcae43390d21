import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

type Fetcher<Action> = ReturnType<typeof useFetcher<Action>>;
type Answer<Action> = NonNullable<Fetcher<Action>["data"]>;
/** What a toast says; `failed`: that it did not work. */
type Said = string | { readonly failed: string } | false;

/** A fetcher whose answers are each told once by a toast. `say`: in which words; false: the page itself tells this one. */
export function useToldFetcher<Action>(say: (answer: Answer<Action>) => Said) {
  const fetcher: Fetcher<Action> = useFetcher<Action>();
  const bridge = useAppBridge();
  const { data } = fetcher;
  const told = useRef(data);
  useEffect(() => {
    if (!data || data === told.current) return;
    told.current = data;
    const said = say(data);
    if (said === false) return;
    if (typeof said === "string") bridge.toast.show(said);
    else bridge.toast.show(said.failed, { isError: true });
  });
  return { ...fetcher, busy: fetcher.state !== "idle" };
}
