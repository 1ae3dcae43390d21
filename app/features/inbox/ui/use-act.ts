import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/inbox.tsx";
import type { ShownThing } from "./inbox-data.ts";

/** Asks the page's action for something, and says in a word what came of it. */
export function useAct() {
  const { t } = useTranslation("inbox");
  return useToldFetcher<typeof action>(({ status, count }) => t(`did.${status}`, { count }));
}

/** Things as the action reads them. */
export const thingsOf = (rows: readonly ShownThing[]): string =>
  JSON.stringify(rows.map(({ kind, ref }) => ({ kind, ref })));
