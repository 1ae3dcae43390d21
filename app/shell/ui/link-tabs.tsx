import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

interface LinkTabsProps {
  /** What they choose, for whoever does not see them. */
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string; readonly selected: boolean }[];
  /** Many: on a phone they stay on one line that is moved sideways. */
  readonly oneLine?: boolean;
}

/** One of a few views of the same thing, each with its address. */
export function LinkTabs({ label, tabs, oneLine = false }: LinkTabsProps) {
  const href = useHref();
  const maySee = useMaySee();
  const line = useRef<HTMLElement>(null);
  const here = tabs.find(({ selected }) => selected)?.to;
  useEffect(() => {
    if (line.current) showSelected(line.current);
  }, [here]);
  return (
    <nav ref={line} aria-label={label} className={oneLine ? "e-tabs e-tabs-line" : "e-tabs"}>
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

/** Moves a line that is wider than the page, and nothing else of it. */
function showSelected(line: HTMLElement): void {
  const selected = line.querySelector<HTMLElement>("[aria-current]");
  if (selected) line.scrollLeft = selected.offsetLeft - (line.clientWidth - selected.offsetWidth) / 2;
}
