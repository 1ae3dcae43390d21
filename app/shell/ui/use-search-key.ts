import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { useHref } from "./use-href.ts";

/** "/" leads to the search, from everywhere but a field that somebody types in. */
export function useSearchKey(): void {
  const navigate = useNavigate();
  const href = useHref();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      const typing = target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      navigate(href("/app/search"));
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  });
}
