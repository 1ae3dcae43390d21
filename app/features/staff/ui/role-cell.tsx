import { useTranslation } from "react-i18next";
import { ROLES } from "../../../core/permissions.ts";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { ShownMember } from "../page.server.ts";
import { useChange } from "./use-change.ts";

/** What somebody is, and its change. Why it cannot be narrowed stands beside it. */
export function RoleCell({ member, name }: { readonly member: ShownMember; readonly name: string }) {
  const { t } = useTranslation(["staff", "shell"]);
  const { submit, busy } = useChange();
  const { userId, role, fixed } = member;
  return (
    <Stack gap="tight">
      <SelectField
        name="role"
        label={t("staff:roleOf", { name })}
        labelHidden
        value={role}
        disabled={busy || fixed !== null}
        choices={ROLES.map((value) => ({ value, label: t(`shell:role.${value}.name`) }))}
        onChange={(given) => submit({ do: "role", user: userId, role: given }, { method: "post" })}
      />
      {fixed !== null && (
        <Text small tone="subdued">
          {t(`staff:fixed.${fixed}`)}
        </Text>
      )}
    </Stack>
  );
}
