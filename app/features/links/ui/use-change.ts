import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/links.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("links");
  return useToldFetcher<typeof action>(({ status }) => {
    if (status === "offered" || status === "invalid") return false;
    return status === "gone" ? { failed: t(`done.${status}`) } : t(`done.${status}`);
  });
}
