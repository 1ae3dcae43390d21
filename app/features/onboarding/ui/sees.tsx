import { useTranslation } from "react-i18next";
import { LinkedCounts } from "../../../shell/ui/linked-counts.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { storeSeen, troubleSeen } from "../domain/public.ts";
import type { SetupData } from "./setup-data.ts";

/** What Entrega found when it read the store: what there is, and what does not fit together. */
export function Sees({ sees }: Pick<SetupData, "sees">) {
  const { t } = useTranslation("onboarding");
  const count = useCount();
  const told = storeSeen(sees).map(({ name, count: n }) => t(`sees.${name}`, { count: n, number: count(n) }));
  return (
    <LinkedCounts
      first={told.join(", ")}
      lines={troubleSeen(sees).map(({ name, count: n, to }) => ({
        to,
        text: t(`sees.${name}`, { count: n, number: count(n) }),
      }))}
      none={t("sees.none")}
    />
  );
}
