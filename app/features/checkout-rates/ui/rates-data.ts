import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/checkout-rates.tsx";

/** What the loader gives the page. */
export type RatesData = ReturnType<typeof useLoaderData<typeof loader>>;
