import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { RisksData, ShownRisk } from "./risks-data.ts";
import { useChange } from "./use-change.ts";

interface StateCellProps extends Pick<RisksData, "mayChange" | "now"> {
  readonly risk: ShownRisk;
  /** For how long it rests when it is taken: days, or `fact`. */
  readonly rest: string;
}

/** Who has it, until when it rests, and what a person can do about that. */
export function StateCell({ risk, rest, mayChange, now }: StateCellProps) {
  const { t } = useTranslation("risks");
  const { Form, busy } = useChange();
  const { riskId, resolvedAt, openedAt, owner, snooze, snoozedUntil } = risk;
  if (resolvedAt !== null)
    return (
      <Text small tone="subdued">
        {t("row.resolved")} <Time at={resolvedAt} />
      </Text>
    );
  const rests = snooze === "fact" || (snooze === "date" && (snoozedUntil ?? "") > now);
  return (
    <Stack gap="tight">
      <Text small>{owner === "" ? t("row.nobody") : owner}</Text>
      <Text small tone="subdued">
        {rests && snooze === "fact" ? (
          t("snooze.untilFact")
        ) : (
          <>
            {t(rests ? "snooze.until" : "row.opened")} <Time at={rests && snoozedUntil ? snoozedUntil : openedAt} />
          </>
        )}
      </Text>
      <ActionForm form={Form} values={{ ...(rests ? { do: "wake" } : { do: "snooze", until: rest }), risks: riskId }}>
        <Button
          submit
          plain
          busy={busy}
          disabled={!mayChange}
          spoken={t(rests ? "snooze.wakeSpoken" : "snooze.oneSpoken", {
            order: risk.order,
            kind: t(`kind.${risk.kind}`),
          })}
        >
          {t(rests ? "snooze.wake" : "snooze.one")}
        </Button>
      </ActionForm>
    </Stack>
  );
}
