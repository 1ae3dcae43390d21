import { TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";

interface SearchFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly initial: string;
  readonly busy: boolean;
  /** Somebody typed: the form it stands in may be sent. */
  readonly onTyped: (form: HTMLFormElement | null) => void;
}

/** What a search page begins with: the keyboard is in it at once. Enter sends its form. */
export function SearchField({ name, label, help, initial, busy, onTyped }: SearchFieldProps) {
  const [text, setText] = useState(initial);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  return (
    <div ref={box}>
      <TextField
        type="search"
        name={name}
        label={label}
        helpText={help}
        value={text}
        loading={busy}
        autoComplete="off"
        onChange={(typed) => {
          setText(typed);
          onTyped(box.current?.closest("form") ?? null);
        }}
      />
    </div>
  );
}
