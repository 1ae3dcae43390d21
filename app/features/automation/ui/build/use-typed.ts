import { useState } from "react";

/**
 * A text that somebody types and what it stands for. While they type, the text stays theirs ("1." on the way to "1.5"); when the value becomes another
 * one by other means, it is written anew. `read`: a text that stands for nothing is handed on as it is, to be called wrong.
 */
export function useTyped(
  value: unknown,
  write: (value: unknown) => string,
  read: (text: string) => unknown,
  tell: (value: unknown) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(() => write(value));
  const [told, setTold] = useState(value);
  if (!Object.is(told, value)) {
    setTold(value);
    setText(write(value));
  }
  return [
    text,
    (typed) => {
      const meant = typed.trim() === "" ? undefined : read(typed.trim());
      setText(typed);
      setTold(meant);
      tell(meant);
    },
  ];
}

/** A number as people type it, with a point or a comma; the text itself when it is none. */
export function readNumber(text: string): number | string {
  const plain = text.replace(",", ".").replace("−", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text;
}

/** The number as it stands in its field; what is none stays as it was typed. */
export function writeNumber(value: unknown, locale: string): string {
  if (typeof value !== "number") return typeof value === "string" ? value : "";
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 }).format(value);
}
