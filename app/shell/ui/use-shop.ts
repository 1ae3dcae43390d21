import { useRouteLoaderData } from "@remix-run/react";
import { Bug } from "../../core/faults.ts";
import type { loader } from "../routes/frame.tsx";

/** What every page needs to know of the shop: its time zone and currency, and its name in Shopify's admin. */
export function useShop() {
  const data = useRouteLoaderData<typeof loader>("shell/routes/frame");
  if (!data) throw new Bug("useShop outside the admin frame");
  return data.shop;
}
