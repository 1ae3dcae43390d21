import { AppLink } from "./app-link.tsx";

interface LinkedCountsProps {
  /** What there is at all. */
  readonly first: string;
  /** What was counted of it, each with the list that shows it. */
  readonly lines: readonly { readonly to: string; readonly text: string }[];
  /** Said when there are no lines. */
  readonly none: string;
}

/** A few counts in words, each leading to what was counted. */
export function LinkedCounts({ first, lines, none }: LinkedCountsProps) {
  return (
    <ul className="e-list">
      <li>{first}</li>
      {lines.map(({ to, text }) => (
        <li key={to}>
          <AppLink to={to}>{text}</AppLink>
        </li>
      ))}
      {lines.length === 0 && <li>{none}</li>}
    </ul>
  );
}
