import type { ReactNode } from "react";

export interface TimelineEntry {
  readonly key: string;
  readonly text: string;
  readonly time: ReactNode;
  readonly detail?: string;
  readonly tone?: "normal" | "good" | "bad";
}

/** What happened, newest first, under one heading per day. */
export function Timeline({
  label,
  days,
}: {
  readonly label: string;
  readonly days: readonly { readonly day: string; readonly entries: readonly TimelineEntry[] }[];
}) {
  return (
    <ol className="e-timeline" aria-label={label}>
      {days.map(({ day, entries }) => (
        <li key={day}>
          <h3>{day}</h3>
          <ol>
            {entries.map(({ key, text, time, detail, tone = "normal" }) => (
              <li key={key} data-tone={tone}>
                <span>
                  {text}
                  {detail !== undefined && <small>{detail}</small>}
                </span>
                {time}
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
