import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/setup.tsx";

/** Asks the page's action for something, and says in a word what came of it. */
export function useSetup() {
  const { t } = useTranslation("onboarding");
  return useToldFetcher<typeof action>(({ status }) => t(`did.${status}`));
}
