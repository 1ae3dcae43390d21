import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/buffers.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type BuffersData = ReturnType<typeof useLoaderData<typeof loader>>;
