import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/deliveries.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("risks");
  return useToldFetcher<typeof action>(({ status, count }) => t(`done.${status}`, { count }));
}
