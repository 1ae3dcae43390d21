import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { GuardData } from "./guard-data.ts";
import { useChange } from "./use-change.ts";

type ClosedCardProps = Pick<GuardData, "on" | "closed" | "mayChange">;
type Closed = GuardData["closed"][number];

/** Products of which something is closed now. Nothing while the guard is off and has nothing left to open. */
export function ClosedCard({ on, closed, mayChange }: ClosedCardProps) {
  const { t, i18n } = useTranslation("guard");
  if (!on && closed.length === 0) return null;
  const number = (units: number) => formatNumber(units, i18n.language);
  return (
    <Card title={t("closed.title")}>
      {closed.length === 0 ? (
        <Empty title={t("closed.emptyTitle")}>{t("closed.emptyText")}</Empty>
      ) : (
        <Stack gap="loose">
          <Text tone="subdued" block>
            {t("closed.text")}
          </Text>
          <DataTable
            caption={t("closed.title")}
            rows={closed}
            keyOf={({ productId }) => productId}
            columns={[
              { id: "product", title: t("column.product"), cell: ({ title }) => title },
              { id: "variants", title: t("closed.variants"), numeric: true, cell: ({ variants }) => number(variants) },
              {
                id: "publications",
                title: t("closed.publications"),
                numeric: true,
                cell: ({ publications }) => number(publications),
              },
              { id: "since", title: t("closed.since"), cell: ({ since }) => <Time at={since} /> },
              { id: "state", title: t("column.state"), cell: (each) => <State closed={each} mayChange={mayChange} /> },
            ]}
          />
        </Stack>
      )}
    </Card>
  );
}

function State({ closed, mayChange }: { readonly closed: Closed; readonly mayChange: boolean }) {
  const { t } = useTranslation("guard");
  const { Form, busy } = useChange();
  const { trouble, moving, productId, title } = closed;
  if (trouble === "")
    return (
      <Row>
        <Badge tone={moving > 0 ? "attention" : "neutral"}>{t(moving > 0 ? "state.moving" : "state.closed")}</Badge>
      </Row>
    );
  return (
    <Row>
      <Badge tone="critical">{trouble === "asks" ? t("state.asks") : t("state.refused", { code: trouble })}</Badge>
      <ActionForm form={Form} values={{ do: "again", product: productId }}>
        <Button submit plain busy={busy} disabled={!mayChange} spoken={t("state.againSpoken", { product: title })}>
          {t("state.again")}
        </Button>
      </ActionForm>
    </Row>
  );
}
