import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/alerts.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useChange() {
  const { t } = useTranslation("alerts");
  return useToldFetcher<typeof action>((answer) => {
    if (answer.status === "preview" || answer.status === "invalid") return false;
    const said = t(`done.${answer.status}`, { count: "count" in answer ? answer.count : 0 });
    return answer.status === "tooMany" ? { failed: said } : said;
  });
}
