import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { WordsPage } from "../ui/words-page.tsx";

export const handle = { i18n: ["help"] };

/** There is nothing of the shop on it, but the page stands within the frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "enter", () => Promise.resolve(null));
}

export default function WordsRoute() {
  return <WordsPage />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
