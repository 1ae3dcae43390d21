import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Explained } from "../domain/find-words.ts";

/** A word and what it means. The one that the address names is where the reader looks, and the keyboard is. */
export function WordEntry({ word, term, text }: Explained) {
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  const isNamed = hash === `#${word}`;
  useEffect(() => {
    if (isNamed) place.current?.focus();
  }, [isNamed]);
  return (
    <div id={word} ref={place} tabIndex={-1} className={isNamed ? "e-word e-named" : "e-word"}>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
