import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/alerts.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type AlertsData = ReturnType<typeof useLoaderData<typeof loader>>;
export type Alert = AlertsData["page"]["alerts"][number];
