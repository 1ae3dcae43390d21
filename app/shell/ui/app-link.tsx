import { Link } from "@shopify/polaris";
import { useHref } from "./use-href.ts";

/** A word in running text that leads to another page. */
export function AppLink({
  to,
  outside = false,
  children,
}: {
  readonly to: string;
  /** Beside the admin: Shopify, a carrier. */
  readonly outside?: boolean;
  readonly children: string;
}) {
  const href = useHref();
  return outside ? (
    <Link url={to} target="_blank" removeUnderline>
      {children}
    </Link>
  ) : (
    <Link url={href(to)} removeUnderline>
      {children}
    </Link>
  );
}
