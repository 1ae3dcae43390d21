import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { RisksData, ShownRisk } from "./risks-data.ts";
import { useChange } from "./use-change.ts";

/** For how long a risk may rest. */
export const RESTS = ["fact", "1", "3", "7"] as const;

interface ActOnAllProps extends Pick<RisksData, "mayChange"> {
  readonly risks: readonly ShownRisk[];
  readonly rest: string;
  readonly onRest: (rest: string) => void;
}

/** All risks of the page at once: filter first, then let them rest or give them to somebody. */
export function ActOnAll({ risks, rest, onRest, mayChange }: ActOnAllProps) {
  const { t } = useTranslation("risks");
  const { Form, busy } = useChange();
  const [owner, setOwner] = useState("");
  const all = risks.map(({ riskId }) => riskId).join(" ");
  return (
    <div className="e-above">
      <Row low>
        <SelectField
          name="until"
          label={t("snooze.for")}
          value={rest}
          disabled={!mayChange}
          choices={RESTS.map((value) => ({
            value,
            label: value === "fact" ? t("snooze.fact") : t("snooze.days", { count: Number(value) }),
          }))}
          onChange={onRest}
        />
        <ActionForm form={Form} values={{ do: "snooze", until: rest, risks: all }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("snooze.all", { count: risks.length })}
          </Button>
        </ActionForm>
        <InputField name="owner" label={t("assign.to")} value={owner} disabled={!mayChange} onChange={setOwner} />
        <ActionForm form={Form} values={{ do: "assign", owner, risks: all }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("assign.all", { count: risks.length })}
          </Button>
        </ActionForm>
      </Row>
    </div>
  );
}
