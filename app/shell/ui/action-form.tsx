import type { FetcherWithComponents } from "@remix-run/react";
import type { ReactNode } from "react";
import { useHref } from "./use-href.ts";

interface ActionFormProps {
  readonly form: FetcherWithComponents<unknown>["Form"];
  /** Another page's action, if not the page's own. */
  readonly to?: string;
  /** What is sent to the action. */
  readonly values: Readonly<Record<string, string>>;
  /** A submit button. */
  readonly children: ReactNode;
}

/**
 * One button that does something on the server. A form and not a click handler, so that it works from the first paint on: a click before the
 * page's script has started posts the form, and the session token in the page's address says who asks.
 */
export function ActionForm({ form: Form, to, values, children }: ActionFormProps) {
  const href = useHref();
  return (
    <Form method="post" {...(to !== undefined && { action: href(to) })}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}
