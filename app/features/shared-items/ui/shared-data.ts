import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/shared.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type SharedData = ReturnType<typeof useLoaderData<typeof loader>>;
