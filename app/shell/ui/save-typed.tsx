import type { useFetcher } from "@remix-run/react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

interface Saving {
  readonly state: ReturnType<typeof useFetcher>["state"];
  readonly data?: { readonly status: string } | undefined;
}

/** What came of saving a form, above it; nothing before it was sent. */
export function Saved({
  of,
  saved,
  invalid,
}: {
  readonly of: Saving;
  readonly saved: string;
  readonly invalid: string;
}) {
  if (of.data?.status === "saved") return <Notice tone="success" title={saved} />;
  return of.data?.status === "invalid" ? <Notice tone="critical" title={invalid} /> : null;
}

/** The button below a form that saves what was typed. */
export function SaveTyped({
  of,
  disabled,
  onSave,
  children,
}: {
  readonly of: Saving;
  readonly disabled: boolean;
  readonly onSave: () => void;
  readonly children: string;
}) {
  return (
    <div>
      <Button primary busy={of.state !== "idle"} disabled={disabled} onClick={onSave}>
        {children}
      </Button>
    </div>
  );
}
