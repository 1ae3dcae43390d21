import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/guard.tsx";

const REFUSED: readonly string[] = ["noProduct", "noTag"];

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("guard");
  return useToldFetcher<typeof action>(({ status }) =>
    REFUSED.includes(status) ? { failed: t(`done.${status}`) } : t(`done.${status}`),
  );
}
