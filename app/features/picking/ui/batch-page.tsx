import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { loader } from "../routes/batch.tsx";
import { ClaimNotice } from "./claim-notice.tsx";
import { BatchBadge, TaskBadge } from "./pick-words.tsx";
import { Changes } from "./put-backs.tsx";
import { useBatchAct } from "./use-batch-act.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** A batch: how far it is, its orders, who has it. */
export function BatchPage({ batch, tasks, putBacks, claim, mayPick }: Data) {
  const { t } = useTranslation("picking");
  const { act, busy } = useBatchAct();
  const isOpen = batch.status === "open" || batch.status === "picking" || batch.status === "picked";
  const time = (at: string | null) => (at === null ? t("batch.notYet") : <Time at={at} />);
  const rows = [
    { name: t("column.location"), value: batch.location },
    { name: t("column.mode"), value: t(`mode.${batch.mode}`) },
    { name: t("column.assignee"), value: batch.assignee || t("batch.nobody") },
    { name: t("column.made"), value: time(batch.createdAt) },
    { name: t("column.started"), value: time(batch.startedAt) },
    { name: t("column.picked"), value: time(batch.pickedAt) },
    ...(batch.startedAt && batch.pickedAt
      ? [
          {
            name: t("batch.pace"),
            value: t("batch.minutes", { count: minutesBetween(batch.startedAt, batch.pickedAt) }),
          },
        ]
      : []),
    { name: t("column.pickedUnits"), value: t("batch.progress", { done: batch.picked, all: batch.wanted }) },
    ...(batch.short > 0 ? [{ name: t("column.missing"), value: t("queue.units", { count: batch.short }) }] : []),
  ];
  return (
    <Page
      title={t("batch.name", { id: batch.batchId })}
      badges={<BatchBadge status={batch.status} />}
      back={{ label: t("batches.title"), to: "/app/fulfillment/batches" }}
      actions={
        batch.status === "picked" ? (
          <LinkButton primary to="/app/fulfillment/pack">
            {t("pick.toPack")}
          </LinkButton>
        ) : isOpen ? (
          <LinkButton primary to={`/app/fulfillment/batches/${batch.batchId}/pick`}>
            {t(batch.status === "open" ? "pick.begin" : "pick.goOn")}
          </LinkButton>
        ) : undefined
      }
    >
      <Changes tasks={tasks} putBacks={putBacks} />
      {claim?.status === "held" && (
        <ClaimNotice held={claim} busy={busy} onTakeOver={(why) => act({ do: "takeOver", why })} />
      )}
      <Card>
        <Facts rows={rows} />
      </Card>
      <Card title={t("batch.orders", { count: tasks.length })}>
        <ol className="e-stops">
          {tasks.map((task) => (
            <li key={task.taskId}>
              <Text strong>{t("batch.tote", { place: task.place })}</Text>
              <Stack gap="tight">
                <Row gap="tight">
                  <AppLink to={`/app/orders/${task.orderId}`}>{task.orderName}</AppLink>
                  <TaskBadge status={task.status} />
                </Row>
                {task.status === "void" && task.reason !== "" && (
                  <Text small tone="subdued">
                    {t(`voidReason.${task.reason}`)}
                  </Text>
                )}
                {(task.status === "picked" || task.status === "shipped") && (
                  <AppLink to={`/app/fulfillment/pack/${task.taskId}`}>
                    {t(task.status === "picked" ? "batch.pack" : "batch.packed")}
                  </AppLink>
                )}
              </Stack>
              <Text>
                {t("batch.progress", {
                  done: task.lines.reduce((sum, { picked }) => sum + picked, 0),
                  all: task.lines.reduce((sum, { wanted }) => sum + wanted, 0),
                })}
              </Text>
            </li>
          ))}
        </ol>
      </Card>
      {isOpen && mayPick && (
        <Row>
          {claim?.status === "yours" && (
            <Button busy={busy} onClick={() => act({ do: "pause" })}>
              {t("pick.pause")}
            </Button>
          )}
          <ConfirmButton
            question={t("batch.cancelText")}
            yes={
              <Button busy={busy} onClick={() => act({ do: "cancel" })}>
                {t("batch.cancelYes")}
              </Button>
            }
          >
            {t("batch.cancel")}
          </ConfirmButton>
        </Row>
      )}
    </Page>
  );
}

const minutesBetween = (from: string, to: string): number =>
  Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
