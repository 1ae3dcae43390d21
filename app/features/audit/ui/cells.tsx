import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { AuditRow } from "../list.server.ts";
import { actOf, AUDIT_TEXTS, detailsOf, fieldOf, pageOf, subjectOf, whoOf, writingIn } from "../words.ts";

interface CellProps {
  readonly row: AuditRow;
  readonly names: Readonly<Record<string, string>>;
}

const MOST_DETAILS = 6;

/** What was done, to what, and how it was before and is after. */
export function ActCell({ row: { code, subject, data }, names }: CellProps) {
  const { t, i18n } = useTranslation(AUDIT_TEXTS);
  const { currency } = useShop();
  const [kind = "", id = ""] = subject.split(":");
  const thing = kind === "staff" ? whoOf(t, id, names) : subjectOf(t, code, subject);
  const page = pageOf(subject);
  const details = detailsOf(data, writingIn(t, i18n.language, currency));
  return (
    <Stack gap="tight">
      <Row>
        <Text strong>{actOf(t, code)}</Text>
        {thing !== "" && (page === null ? <Text>{thing}</Text> : <AppLink to={page}>{thing}</AppLink>)}
      </Row>
      {details.slice(0, MOST_DETAILS).map(({ field, before, after }) => (
        <Text key={field} small tone="subdued">
          {before === null
            ? t("audit:detail.is", { field: fieldOf(t, field), after: roleOr(after) })
            : t("audit:detail.was", { field: fieldOf(t, field), before: roleOr(before), after: roleOr(after) })}
        </Text>
      ))}
      {details.length > MOST_DETAILS && (
        <Text small tone="subdued">
          {t("audit:detail.more", { count: details.length - MOST_DETAILS })}
        </Text>
      )}
    </Stack>
  );

  /** Roles are the only codes of a detail that have words. */
  function roleOr(value: string): string {
    return kind === "staff" || code === "staff.newcomers"
      ? t(`shell:role.${value as "manager"}.name`, { defaultValue: value })
      : value;
  }
}

export function WhoCell({ row: { who, role, permission }, names }: CellProps) {
  const { t } = useTranslation(AUDIT_TEXTS);
  return (
    <Stack gap="tight">
      <Text>{whoOf(t, who, names)}</Text>
      {role !== "" && permission !== "" && (
        <Text small tone="subdued">
          {t("audit:as", { role: t(`shell:role.${role}.name`), permission: t(`shell:permission.${permission}`) })}
        </Text>
      )}
    </Stack>
  );
}

export function TimeCell({ row: { at, page } }: { readonly row: AuditRow }) {
  return (
    <Stack gap="tight">
      <Time at={at} />
      {page !== "" && (
        <Text small tone="subdued">
          {page.replace(/^\/app/, "") || "/"}
        </Text>
      )}
    </Stack>
  );
}
