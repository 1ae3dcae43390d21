import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** Reads the page's data again every so many milliseconds, while the page is on screen and the last answer is there. Null: never. */
export function useRefresh(everyMs: number | null): void {
  const { revalidate, state } = useRevalidator();
  const idle = useRef(true);
  useEffect(() => {
    idle.current = state === "idle";
  }, [state]);
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = globalThis.window.setInterval(() => {
      if (idle.current && document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => globalThis.window.clearInterval(timer);
  }, [everyMs, revalidate]);
}
