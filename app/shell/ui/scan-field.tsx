import { useEffect, useRef, useState, type FormEvent } from "react";

interface ScanFieldProps {
  readonly label: string;
  readonly button: string;
  /** A code: what a scanner typed before its Enter, or a person. */
  readonly onScan: (code: string) => void;
}

/**
 * One big field for a barcode scanner that types like a keyboard. Whatever is typed while no other field has the focus goes into it, so that nobody has
 * to touch the screen between two scans.
 */
export function ScanField({ label, button, onScan }: ScanFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    const toField = (event: KeyboardEvent) => {
      const elsewhere = document.activeElement === null || document.activeElement === document.body;
      if (elsewhere && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
        input.current?.focus();
    };
    document.addEventListener("keydown", toField);
    return () => document.removeEventListener("keydown", toField);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = text.trim();
    setText("");
    input.current?.focus();
    if (code !== "") onScan(code);
  };
  return (
    <form onSubmit={submit} className="e-scan">
      <input
        ref={input}
        value={text}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        maxLength={255}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">{button}</button>
    </form>
  );
}
