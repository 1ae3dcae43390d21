import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { ShownRisk } from "./risks-data.ts";

/** The order, with where it is. */
export function OrderCell({ risk }: { readonly risk: ShownRisk }) {
  return (
    <Stack gap="tight">
      <AppLink to={`/app/orders/${risk.orderId}`}>{risk.order}</AppLink>
      <Text small tone="subdued">
        {[risk.location, risk.carrier].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

/** What is wrong, and what shows it. */
export function KindCell({ risk }: { readonly risk: ShownRisk }) {
  const { t } = useTranslation("risks");
  const { kind, evidence, times, resolvedAt } = risk;
  return (
    <Stack gap="tight">
      <Row>
        <Badge tone={resolvedAt === null ? "warning" : "info"}>{t(`kind.${kind}`)}</Badge>
        {times > 1 && (
          <Text small tone="subdued">
            {t("row.times", { count: times })}
          </Text>
        )}
      </Row>
      <Text small tone="subdued">
        <Shows evidence={evidence} kind={kind} />
      </Text>
    </Stack>
  );
}

/** The fact that speaks loudest, with its moment. */
function Shows({ evidence, kind }: Pick<ShownRisk, "evidence" | "kind">) {
  const { t } = useTranslation("risks");
  if (kind === "pastPromise" && evidence.promised !== undefined)
    return (
      <>
        {t("shows.promised")} <Time at={evidence.promised} show="day" />
        {evidence.predicted !== undefined && (
          <>
            , {t("shows.predicted")} <Time at={evidence.predicted} show="day" />
          </>
        )}
      </>
    );
  if (evidence.lastScanAt !== undefined)
    return (
      <>
        {t("shows.lastScan")} <Time at={evidence.lastScanAt} />
      </>
    );
  return (
    <>
      {t(`shows.${kind}`)} <Time at={evidence.at} />
    </>
  );
}

/** By when somebody has to act, and what is suggested. */
export function ActCell({ risk, now }: { readonly risk: ShownRisk; readonly now: string }) {
  const { t } = useTranslation("risks");
  const over = risk.resolvedAt === null && risk.deadline <= now;
  return (
    <Stack gap="tight">
      <Text>{t(`action.${risk.kind}`)}</Text>
      <Text small tone={over ? "critical" : "subdued"}>
        {t(over ? "row.overdue" : "row.until")} <Time at={risk.deadline} />
      </Text>
    </Stack>
  );
}

/** What it is expected to cost when nobody acts. */
export function CostCell({ risk }: { readonly risk: ShownRisk }) {
  const { i18n } = useTranslation("risks");
  return <Text>{formatMoney({ minor: risk.costMinor, currency: risk.currency }, i18n.language)}</Text>;
}
