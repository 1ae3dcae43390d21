import type { FetcherWithComponents } from "@remix-run/react";
import { useId } from "react";
import { Button } from "./button.tsx";

interface FileFormProps {
  readonly form: FetcherWithComponents<unknown>["Form"];
  readonly label: string;
  readonly button: string;
  readonly help?: string;
  /** What kinds of files the dialog offers. */
  readonly accept: string;
  /** What is sent beside the file. */
  readonly values?: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly disabled?: boolean;
}

/** Sends one file of the reader's machine to the page's own action, as `file`. */
export function FileForm({
  form: Form,
  label,
  button,
  help,
  accept,
  values = {},
  busy,
  disabled = false,
}: FileFormProps) {
  const id = useId();
  return (
    <Form method="post" encType="multipart/form-data" className="e-file">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor={id}>{label}</label>
      {help !== undefined && <small id={`${id}-help`}>{help}</small>}
      <input
        id={id}
        type="file"
        name="file"
        accept={accept}
        required
        disabled={disabled}
        {...(help === undefined ? {} : { "aria-describedby": `${id}-help` })}
      />
      <div>
        <Button submit busy={busy} disabled={disabled}>
          {button}
        </Button>
      </div>
    </Form>
  );
}
