import { useTranslation } from "react-i18next";
import { ROLES, type Role } from "../../../core/permissions.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useChange } from "./use-change.ts";

/** What a role is, and what newcomers are. */
export function NewcomersCard({ newcomer }: { readonly newcomer: Role }) {
  const { t } = useTranslation(["staff", "shell"]);
  const { submit, busy } = useChange();
  return (
    <Card title={t("staff:roles.title")}>
      <Stack gap="loose">
        <Text block>{t("staff:roles.text")}</Text>
        <ul className="e-list">
          {ROLES.map((role) => (
            <li key={role}>
              <Text strong>{t(`shell:role.${role}.name`)}</Text>
              {": "}
              {t(`shell:role.${role}.text`)}
            </li>
          ))}
        </ul>
        <SelectField
          name="newcomers"
          label={t("staff:roles.newcomers")}
          help={t("staff:roles.newcomersHelp")}
          value={newcomer}
          disabled={busy}
          choices={ROLES.map((value) => ({ value, label: t(`shell:role.${value}.name`) }))}
          onChange={(role) => submit({ do: "newcomers", role }, { method: "post" })}
        />
      </Stack>
    </Card>
  );
}
