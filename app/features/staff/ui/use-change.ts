import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/staff.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("staff");
  return useToldFetcher<typeof action>((answer) =>
    answer.status === "refused" ? { failed: t(`refused.${answer.code}`) } : t(`done.${answer.status}`),
  );
}
