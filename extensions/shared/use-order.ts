import { useEffect, useState } from "preact/hooks";
import type { OrderStatusHost } from "./host.ts";
import { loadOrder } from "./load-order.ts";
import type { LoadState } from "./load-order.ts";

/** The order of this page, null while the first source has not answered yet. Loads again when the page's order changes. */
export function useOrder(host: OrderStatusHost): LoadState | null {
  const orderGid = host.order.value?.id;
  const [state, setState] = useState<LoadState | null>(null);
  useEffect(() => {
    if (orderGid === undefined) return;
    let shown = true;
    void loadOrder(host, orderGid, (next) => {
      if (shown) setState(next);
    });
    return () => {
      shown = false;
    };
  }, [host, orderGid]);
  return state;
}
