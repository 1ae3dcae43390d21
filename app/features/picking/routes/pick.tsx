import { useLoaderData } from "@remix-run/react";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { PickPage } from "../ui/pick-page.tsx";
import type { loader } from "./batch.tsx";

// The same batch, for whoever walks through the shelves.
export { action, handle, loader } from "./batch.tsx";

export default function PickRoute() {
  return <PickPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
