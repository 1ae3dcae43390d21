import type { FetcherWithComponents } from "@remix-run/react";
import type { ReactNode } from "react";

interface ActionFormProps {
  readonly form: FetcherWithComponents<unknown>["Form"];
  /** What is sent to the page's own action. */
  readonly values: Readonly<Record<string, string>>;
  /** A submit button. */
  readonly children: ReactNode;
}

/**
 * One button that does something on the server. A form and not a click handler, so that it works from the first paint on: a click before the
 * page's script has started posts the form, and the session token in the page's address says who asks.
 */
export function ActionForm({ form: Form, values, children }: ActionFormProps) {
  return (
    <Form method="post">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}
