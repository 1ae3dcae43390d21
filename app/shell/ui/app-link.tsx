import { Link } from "@shopify/polaris";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

/** A word in running text that leads to another page; a plain word for whoever may not see that page. */
export function AppLink({
  to,
  outside = false,
  onFollow,
  children,
}: {
  readonly to: string;
  /** Beside the admin: Shopify, a carrier. */
  readonly outside?: boolean;
  /** Beside going there. */
  readonly onFollow?: () => void;
  readonly children: string;
}) {
  const href = useHref();
  const maySee = useMaySee();
  if (!outside && !maySee(to)) return <>{children}</>;
  return outside ? (
    <Link url={to} target="_blank" removeUnderline>
      {children}
    </Link>
  ) : (
    <Link url={href(to)} removeUnderline {...(onFollow && { onClick: onFollow })}>
      {children}
    </Link>
  );
}
