import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/settings.tsx";

export type SettingsData = ReturnType<typeof useLoaderData<typeof loader>>;
