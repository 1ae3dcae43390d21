import type { useLoaderData } from "@remix-run/react";
import type { loader } from "../routes/flow.tsx";

export type FlowData = ReturnType<typeof useLoaderData<typeof loader>>;
