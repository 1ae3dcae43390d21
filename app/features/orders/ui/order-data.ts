import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/order.tsx";

/** What the loader of the order page gives, as it arrives in the browser. */
export type OrderData = ReturnType<typeof useLoaderData<typeof loader>>;
