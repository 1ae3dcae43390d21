import { PageError } from "../ui/page-error.tsx";

/** No page has this address; the frame and its navigation stay. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function Missing() {
  return null;
}

export { shouldRevalidate } from "../ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
