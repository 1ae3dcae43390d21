import { useNavigate, type useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { AGES, QUEUE_SORTS, QUEUE_VIEWS, tidyQueueFilter, writeQueueFilter } from "../domain/queue-filter.ts";
import type { loader } from "../routes/queue.tsx";
import { MakeFields, useMaking } from "./make-form.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Order = Data["rows"][number];

/** What is to be picked: the most urgent first, chosen by hand into a batch. */
export function QueuePage(data: Data) {
  const { filter, locations, counts, rows, next, mayPick } = data;
  const { t, i18n } = useTranslation("picking");
  const navigate = useNavigate();
  const href = useHref();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const making = useMaking((batchId) => {
    setChosen(new Set());
    if (batchId !== null) navigate(href(`/app/fulfillment/batches/${batchId}`));
  });
  const list = useSavedList({
    saved: data.saved,
    path: "/app/fulfillment",
    state: writeQueueFilter(filter),
    tidy: tidyQueueFilter,
    tab: "view",
  });
  const choose = (ids: readonly string[], on: boolean) => {
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  };
  const canChoose = filter.view === "ready" && mayPick;
  const check = (order: Order) =>
    canChoose && (
      <CheckField
        label={t("queue.choose", { order: order.orderName })}
        labelHidden
        checked={chosen.has(order.id)}
        onChange={(on) => choose([order.id], on)}
      />
    );
  const all = rows.map(({ id }) => id);
  const values = (list: readonly string[]) => list.map((value) => ({ value, label: value }));
  return (
    <Page
      section="fulfillment"
      words={["batch", "cutOff"]}
      title={t("title")}
      subtitle={t("queue.subtitle", { count: data.shown, units: data.units })}
      wide
      actions={
        <SaveFileButton
          url={`/app/fulfillment.csv?${list.query({ locale: i18n.language })}`}
          name="orders-to-pick.csv"
        />
      }
    >
      {!mayPick && <Notice title={t("forbidden")} />}
      <Card padded={false}>
        <ListView<Order>
          noun={{ singular: t("column.order"), plural: t("title") }}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              id: "order",
              title: t("column.order"),
              cell: (order) => (
                <Row>
                  {check(order)}
                  <OrderName order={order} />
                </Row>
              ),
            },
            { id: "due", title: t("column.due"), cell: (order) => <Due order={order} now={data.now} /> },
            { id: "location", title: t("column.location"), wraps: true, cell: ({ location }) => location },
            { id: "zone", title: t("column.zone"), cell: ({ zone }) => zone },
            { id: "method", title: t("column.method"), wraps: true, cell: (order) => <Method order={order} /> },
            { id: "bin", title: t("column.bin"), cell: ({ bin }) => bin },
            {
              id: "units",
              title: t("column.units"),
              numeric: true,
              cell: ({ units }) => t("queue.units", { count: units }),
            },
            {
              id: "placed",
              title: t("column.placed"),
              numeric: true,
              cell: ({ placedAt }) => <Time at={iso(placedAt)} />,
            },
          ]}
          condensed={(order) => (
            <>
              <Row apart>
                <Row>
                  {check(order)}
                  <OrderName order={order} />
                </Row>
                <Text>{t("queue.units", { count: order.units })}</Text>
              </Row>
              <Due order={order} now={data.now} />
              <Text small tone="subdued">
                {[order.location, order.zone, order.method, order.bin].filter(Boolean).join(" · ")}
              </Text>
            </>
          )}
          saved={list.saved}
          views={{
            key: "view",
            label: t("queue.view"),
            value: filter.view,
            choices: QUEUE_VIEWS.map((value) => ({ value, label: t(`view.${value}`, { count: counts[value] }) })),
          }}
          filters={[
            {
              key: "location",
              label: t("column.location"),
              value: filter.locationId ?? "",
              choices: locations.map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              key: "due",
              label: t("column.cutOff"),
              value: filter.due,
              choices: (["missed", "next", "later", "none"] as const).map((value) => ({
                value,
                label: t(`due.${value}`),
              })),
            },
            { key: "zone", label: t("column.zone"), value: filter.zone, choices: values(data.zones) },
            { key: "method", label: t("column.method"), value: filter.method, choices: values(data.methods) },
            {
              key: "priority",
              label: t("column.priority"),
              value: filter.priority,
              choices: ["1", "2", "3", "4", "5", "0"].map((value) => ({
                value,
                label: value === "0" ? t("queue.noPriority") : value,
              })),
            },
            {
              key: "size",
              label: t("queue.size"),
              value: filter.size,
              choices: (["unit", "line", "several"] as const).map((value) => ({ value, label: t(`size.${value}`) })),
            },
            {
              key: "age",
              label: t("queue.age"),
              value: filter.age,
              choices: AGES.map((value) => ({ value, label: t("queue.olderThan", { count: Number(value) }) })),
            },
          ]}
          sorts={bothWays(
            QUEUE_SORTS,
            (sort) => t(`sort.${sort}`),
            (sort, direction) => t(`sort.${direction}`),
          )}
          sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
          search={{ value: filter.search, label: t("queue.search") }}
          partOfPage
          busy={list.busy}
          above={
            canChoose &&
            rows.length > 0 && (
              <div className="e-condensed">
                <Row apart>
                  <CheckField
                    label={t("queue.chooseAll")}
                    checked={all.every((id) => chosen.has(id)) ? true : chosen.size > 0 ? "indeterminate" : false}
                    onChange={(on) => choose(all, on)}
                  />
                  {chosen.size > 0 && <Text strong>{t("queue.chosen", { count: chosen.size })}</Text>}
                </Row>
                {chosen.size > 0 && (
                  <Stack>
                    <MakeFields {...making} />
                    <Button primary busy={making.busy} onClick={() => making.make([[...chosen]])}>
                      {t("make.button", { count: chosen.size })}
                    </Button>
                  </Stack>
                )}
              </div>
            )
          }
          empty={{ title: t(`queue.empty.${filter.view}.title`), text: t(`queue.empty.${filter.view}.text`) }}
          previous={
            filter.after === null
              ? null
              : () => {
                  navigate(-1);
                }
          }
          next={list.turn("after", next)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

const iso = (at: number) => new Date(at).toISOString();

function OrderName({ order }: { readonly order: Order }) {
  const { t } = useTranslation("picking");
  return (
    <Row gap="tight">
      <AppLink to={`/app/orders/${order.orderId}`}>{order.orderName}</AppLink>
      {order.priority > 0 && (
        <Badge tone={order.priority <= 2 ? "warning" : "neutral"}>
          {t("queue.priority", { value: order.priority })}
        </Badge>
      )}
      {order.batch !== null && (
        <AppLink to={`/app/fulfillment/batches/${order.batch.id}`}>{t("batch.name", { id: order.batch.id })}</AppLink>
      )}
    </Row>
  );
}

/** When the carrier comes for it or somebody wants it, and whether that has passed; what it waits for, when it cannot be picked. */
function Due({ order, now }: { readonly order: Order; readonly now: number }) {
  const { t } = useTranslation(["picking", "orders"]);
  if (order.waitsFor !== null) return <Text small>{t(`orders:refused.${order.waitsFor}`)}</Text>;
  if (order.dueAt === null) return <Text tone="subdued">{t("due.none")}</Text>;
  const isLate = order.dueAt < now;
  return (
    <Row gap="tight">
      <Text tone={isLate ? "critical" : "normal"} strong={isLate}>
        <Time at={iso(order.dueAt)} />
      </Text>
      {isLate && <Badge tone="critical">{t("due.late")}</Badge>}
      {order.deadlineAt === order.dueAt && <Badge tone="attention">{t("due.deadline")}</Badge>}
    </Row>
  );
}

function Method({ order }: { readonly order: Order }) {
  return (
    <Stack gap="tight">
      <Text>{order.method}</Text>
      {order.carrier !== "" && (
        <Text small tone="subdued">
          {order.carrier}
        </Text>
      )}
    </Stack>
  );
}
