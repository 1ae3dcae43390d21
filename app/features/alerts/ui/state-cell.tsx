import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { nameOf } from "./alert-cells.tsx";
import type { Alert, AlertsData } from "./alerts-data.ts";
import { useChange } from "./use-change.ts";

interface StateCellProps extends Pick<AlertsData, "mayChange"> {
  readonly alert: Alert;
  /** For how long it rests when it is taken: days, or `restock`. */
  readonly rest: string;
}

/** Since when it is told and who has it, and what a person can do about that. */
export function StateCell({ alert, rest, mayChange }: StateCellProps) {
  const { t } = useTranslation("alerts");
  const { Form, busy } = useChange();
  const { alertId, openedAt, closedAt, closedWhy, snooze, snoozedUntil } = alert;
  if (closedAt !== null && closedWhy !== "")
    return (
      <Text small tone="subdued">
        {t(`closed.${closedWhy}`)}, <Time at={closedAt} show="day" />
      </Text>
    );
  const act = snooze === "" ? { do: "snooze", until: rest } : { do: "wake" };
  const word = snooze === "" ? "one" : "wake";
  return (
    <Stack gap="tight">
      <Text small tone="subdued">
        {snooze === "restock" ? (
          t("snooze.untilRestock")
        ) : (
          <>
            {t(snooze === "" ? "row.opened" : "snooze.until")} <Time at={snoozedUntil ?? openedAt} show="day" />
          </>
        )}
      </Text>
      <ActionForm form={Form} values={{ ...act, alerts: alertId }}>
        <Button
          submit
          plain
          busy={busy}
          disabled={!mayChange}
          spoken={t(`snooze.${word}Spoken`, { item: nameOf(alert) })}
        >
          {t(`snooze.${word}`)}
        </Button>
      </ActionForm>
    </Stack>
  );
}
