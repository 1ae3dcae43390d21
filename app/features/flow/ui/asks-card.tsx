import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { action } from "../routes/flow.tsx";
import type { FlowData } from "./flow-data.ts";

type Ask = FlowData["asks"][number];

/** Triggers of which nobody knows whether they came: sent again, or left. Nothing to ask, no card. */
export function AsksCard({ asks, mayChange }: Pick<FlowData, "asks" | "mayChange">) {
  const { t } = useTranslation("flow");
  const { Form, data, state } = useFetcher<typeof action>();
  if (asks.length === 0) return null;
  const what = ({ trigger, orderId, about }: Ask) =>
    orderId === null ? (
      <Text>{`${t(`trigger.${trigger}.title`)} · ${about}`}</Text>
    ) : (
      <AppLink to={`/app/orders/${orderId}`}>{t(`trigger.${trigger}.title`)}</AppLink>
    );
  return (
    <Card title={t("asks.title")}>
      <Text block>{t("asks.text")}</Text>
      <div role="status">{data?.status === "gone" && <Text tone="critical">{t("asks.gone")}</Text>}</div>
      <DataTable<Ask>
        caption={t("asks.title")}
        rows={asks}
        keyOf={({ intentId }) => intentId}
        columns={[
          { id: "what", title: t("column.trigger"), cell: what },
          { id: "when", title: t("column.received"), whole: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
          {
            id: "answer",
            title: t("column.answer"),
            cell: ({ intentId }) => (
              <Row>
                {(["again", "drop"] as const).map((answer) => (
                  <ActionForm key={answer} form={Form} values={{ intentId, answer }}>
                    <Button submit disabled={!mayChange || state !== "idle"}>
                      {t(`asks.${answer}`)}
                    </Button>
                  </ActionForm>
                ))}
              </Row>
            ),
          },
        ]}
      />
    </Card>
  );
}
