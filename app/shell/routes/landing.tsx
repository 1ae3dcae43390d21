import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { OutsidePage } from "../ui/outside-page.tsx";

export const handle = { i18n: ["shell"] };

/** Shopify may open the root; whoever comes with a shop goes on to the admin, which verifies them. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams, search } = new URL(request.url);
  if (searchParams.has("shop")) return redirect(`/app${search}`);
  return null;
}

export default function Landing() {
  return <OutsidePage reason="outside" />;
}
