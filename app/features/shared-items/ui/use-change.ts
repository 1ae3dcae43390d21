import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/shared.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("shared-items");
  return useToldFetcher<typeof action>(
    ({ status }) => status !== "preview" && status !== "invalid" && t(`done.${status}`),
  );
}
