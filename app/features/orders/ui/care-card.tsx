import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { PRIORITIES } from "../domain/list-filter.ts";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";
import { useAct } from "./use-act.ts";

/** How urgent the order is and who takes care of it. What a person sets here, rules leave alone. */
export function CareCard({ order, may }: Pick<OrderData, "order" | "may">) {
  const { t } = useTranslation("orders");
  const { priority, priorityBy, assignee, assigneeBy } = order;
  const [level, setLevel] = useTyped(String(priority));
  const [staff, setStaff] = useTyped(assignee);
  const helpOf = (by: string) => (by === "" ? {} : { help: t("order.care.setBy", { by: wordOf(t, "by", by) }) });
  return (
    <Card title={t("order.care.title")}>
      <Stack gap="loose">
        <CareForm does="prioritise" changed={level !== String(priority)} allowed={may.decide}>
          <SelectField
            name="level"
            label={t("column.priority")}
            value={level}
            choices={(["0", ...PRIORITIES] as const).map((value) => ({ value, label: t(`priority.${value}`) }))}
            disabled={!may.decide}
            onChange={setLevel}
            {...helpOf(priorityBy)}
          />
        </CareForm>
        <CareForm does="assign" changed={staff !== assignee} allowed={may.decide}>
          <InputField
            name="staff"
            label={t("column.assignee")}
            value={staff}
            disabled={!may.decide}
            onChange={setStaff}
            {...helpOf(assigneeBy)}
          />
        </CareForm>
      </Stack>
    </Card>
  );
}

/** What is typed over a stored value; when that becomes another, what was typed is gone. */
function useTyped(stored: string): [string, (value: string) => void] {
  const [typed, setTyped] = useState({ stored, value: stored });
  const value = typed.stored === stored ? typed.value : stored;
  return [value, (next) => setTyped({ stored, value: next })];
}

interface CareFormProps {
  readonly does: "prioritise" | "assign";
  readonly changed: boolean;
  readonly allowed: boolean;
  /** The field. */
  readonly children: ReactNode;
}

function CareForm({ does, changed, allowed, children }: CareFormProps) {
  const { t } = useTranslation("orders");
  const { data: outcome, state, Form } = useAct();
  return (
    <ActionForm form={Form} values={{ action: does }}>
      <Stack>
        {children}
        {outcome?.status === "refused" && (
          <Text tone="critical" block>
            {wordOf(t, "refused", outcome.code)}
          </Text>
        )}
        <Button submit busy={state !== "idle"} disabled={!allowed || !changed}>
          {t(`order.care.${does}`)}
        </Button>
      </Stack>
    </ActionForm>
  );
}
