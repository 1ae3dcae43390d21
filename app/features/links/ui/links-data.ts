import type { useLoaderData } from "@remix-run/react";
import type { loader as linkLoader } from "../routes/link.tsx";
import type { loader } from "../routes/links.tsx";

/** What the loaders of the pages give, as it arrives in the browser. */
export type LinksData = ReturnType<typeof useLoaderData<typeof loader>>;
export type LinkData = ReturnType<typeof useLoaderData<typeof linkLoader>>;
