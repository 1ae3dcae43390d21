import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/inbox.tsx";

/** What the loader of the page gives, as it arrives in the browser. */
export type InboxData = ReturnType<typeof useLoaderData<typeof loader>>;
export type ShownThing = InboxData["page"]["rows"][number];
