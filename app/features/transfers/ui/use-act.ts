import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/transfer.tsx";

/** Asks something of the transfer the page shows, and says in a word what came of it. */
export function useAct() {
  const { t } = useTranslation("transfers");
  const { data, state, busy, submit } = useToldFetcher<typeof action>((answer) =>
    answer === "asked" ? t(`done.${answer}`) : { failed: t(`done.${answer}`) },
  );
  return {
    busy,
    done: state === "idle" && data === "asked",
    act: (values: Readonly<Record<string, string>>) => submit({ ...values }, { method: "post" }),
  };
}
