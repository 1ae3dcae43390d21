import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/open-orders.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type OpenData = ReturnType<typeof useLoaderData<typeof loader>>;
