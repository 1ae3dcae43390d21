import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/buffers.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("buffers");
  return useToldFetcher<typeof action>(({ status }) => {
    if (status === "preview" || status === "invalid") return false;
    return status === "tooMany" ? { failed: t(`done.${status}`) } : t(`done.${status}`);
  });
}
