import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { InboxData } from "./inbox-data.ts";
import { thingsOf, useAct } from "./use-act.ts";

/** For how many days something may rest. */
export const RESTS = ["1", "3", "7"] as const;

interface ActOnAllProps extends Pick<InboxData, "mayChange"> {
  readonly rows: InboxData["page"]["rows"];
  readonly days: string;
  readonly onDays: (days: string) => void;
}

/** Everything on the page at once: filter first, then give it to somebody or let it rest. */
export function ActOnAll({ rows, days, onDays, mayChange }: ActOnAllProps) {
  const { t } = useTranslation("inbox");
  const { Form, busy } = useAct();
  const [owner, setOwner] = useState("");
  const things = thingsOf(rows);
  return (
    <div className="e-above">
      <Row low>
        <SelectField
          name="days"
          label={t("act.restFor")}
          value={days}
          disabled={!mayChange}
          choices={RESTS.map((value) => ({ value, label: t("act.days", { count: Number(value) }) }))}
          onChange={onDays}
        />
        <ActionForm form={Form} values={{ do: "rest", days, things }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("act.restAll", { count: rows.length })}
          </Button>
        </ActionForm>
        <InputField name="owner" label={t("act.giveTo")} value={owner} disabled={!mayChange} onChange={setOwner} />
        <ActionForm form={Form} values={{ do: "assign", owner, things }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("act.giveAll", { count: rows.length })}
          </Button>
        </ActionForm>
      </Row>
    </div>
  );
}
