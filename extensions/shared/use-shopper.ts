import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ShopperAct, ShopperView } from "../../app/features/shopper/domain/shopper-view.ts";
import type { OrderStatusHost } from "./host.ts";
import { numericId } from "./json.ts";
import { askInTime } from "./load-order.ts";
import { readShopperView } from "./shopper-view.ts";

type WithoutKey<Act> = Act extends unknown ? Omit<Act, "key"> : never;
/** What a shopper asks for; the key that makes it one thing is added when it is sent. */
export type Asked = WithoutKey<ShopperAct>;

/** What came of asking: it was taken; it was offered no longer; nobody answered, and it may be tried again. */
export type Told = "taken" | "gone" | "failed";

export interface Shopper {
  /** Null until our backend answered, and when it does not. */
  readonly view: ShopperView | null;
  /** True while an answer is awaited. */
  readonly busy: boolean;
  readonly told: Told | null;
  readonly act: (asked: Asked) => void;
}

/**
 * What the signed-in shopper may do about this order, and the way to do it. `api`: of the order's metafield; null: there is none, and nothing is asked.
 * A try after a failure has the key of the first, so what was taken although its answer was lost is not done twice.
 */
export function useShopper(host: OrderStatusHost, api: string | null): Shopper {
  const id = numericId(host.order.value?.id);
  const signedIn = host.authenticationState.value === "fully_authenticated";
  const url = api === null || id === null || !signedIn ? null : `${api}/actions?order=${id}`;
  const [view, setView] = useState<ShopperView | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const sent = useRef<{ text: string; key: string } | null>(null);
  // At once and not after the next frame: the answer is what the shopper waits for.
  useLayoutEffect(() => {
    let shown = true;
    setView(null);
    if (url !== null)
      void ask(host, url, null).then((answer) => {
        if (shown) setView(answer.view);
      });
    return () => {
      shown = false;
    };
  }, [host, url]);
  return {
    view,
    busy,
    told,
    act: (asked) => {
      if (url === null || busy) return;
      const text = JSON.stringify(asked);
      if (sent.current?.text !== text) sent.current = { text, key: newKey() };
      const { key } = sent.current;
      setBusy(true);
      setTold(null);
      void ask(host, url, JSON.stringify({ key, ...asked })).then(({ view: next, told: came }) => {
        setBusy(false);
        setTold(came);
        if (next === null) return;
        sent.current = null;
        setView(next);
      });
    },
  };
}

/** 128 random bits as hex. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(
  host: OrderStatusHost,
  url: string,
  body: string | null,
): Promise<{ view: ShopperView | null; told: Told }> {
  let status = 0;
  const answer = await askInTime(async () => {
    const token = await host.sessionToken.get();
    const response = await fetch(url, {
      method: body === null ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, ...(body === null ? {} : { "content-type": "application/json" }) },
      ...(body === null ? {} : { body }),
    });
    ({ status } = response);
    return response.ok || status === 409 ? response.json() : null;
  });
  const view = readShopperView(answer);
  return { view, told: view === null ? "failed" : status === 409 ? "gone" : "taken" };
}
