import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/location.tsx";

/** What the loader of a location's page gives, as it arrives in the browser. */
export type LocationData = ReturnType<typeof useLoaderData<typeof loader>>;
