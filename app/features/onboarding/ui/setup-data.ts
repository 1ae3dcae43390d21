import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/setup.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type SetupData = ReturnType<typeof useLoaderData<typeof loader>>;
export type ShownCheck = SetupData["checks"][number];
export type ShownStep = SetupData["steps"][number];
