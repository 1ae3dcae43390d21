import { Link } from "@remix-run/react";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

interface LinkTabsProps {
  /** What they choose, for whoever does not see them. */
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string; readonly selected: boolean }[];
}

/** One of a few views of the same thing, each with its address. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const href = useHref();
  const maySee = useMaySee();
  return (
    <nav aria-label={label} className="e-tabs">
      {tabs
        .filter(({ to }) => maySee(to))
        .map(({ to, label: name, selected }) => (
          <Link key={to} to={href(to)} preventScrollReset aria-current={selected ? "true" : undefined}>
            {name}
          </Link>
        ))}
    </nav>
  );
}
