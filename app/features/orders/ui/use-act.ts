import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/order.tsx";

/** Does something with the order that the page shows, and says in a word that it is done; why it is not stands where it was asked. */
export function useAct() {
  const { t } = useTranslation("orders");
  return useToldFetcher<typeof action>((answer) => answer.status === "did" && t(`did.${answer.did}`));
}
