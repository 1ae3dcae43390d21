import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/deliveries.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type RisksData = ReturnType<typeof useLoaderData<typeof loader>>;
export type ShownRisk = RisksData["page"]["risks"][number];
