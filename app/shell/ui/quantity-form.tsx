import { useState, type FormEvent } from "react";

/** As many digits as no shelf has units: somebody scanned into this field. */
const A_CODE = /^\D|^.{7,}$/;

interface QuantityFormProps {
  readonly label: string;
  readonly button: string;
  readonly onUnits: (units: number) => void;
  /** What was no number. */
  readonly onScan: (code: string) => void;
}

/** So many units, typed where others are scanned. */
export function QuantityForm({ label, button, onUnits, onScan }: QuantityFormProps) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = text.trim();
    setText("");
    if (typed === "") return;
    if (A_CODE.test(typed)) onScan(typed);
    else if (/^\d+$/.test(typed)) onUnits(Number(typed));
  };
  return (
    <form onSubmit={submit} className="e-scan">
      <input
        value={text}
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">{button}</button>
    </form>
  );
}
