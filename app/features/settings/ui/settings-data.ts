import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/settings.tsx";

/** What the loader of the settings page gives, as it arrives in the browser. */
export type SettingsData = ReturnType<typeof useLoaderData<typeof loader>>;
