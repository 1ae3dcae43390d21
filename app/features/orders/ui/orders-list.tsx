import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { OrderId } from "../../../core/ids.ts";
import { formatMoney } from "../../../core/money.ts";
import { formatCountry, formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FirstUnblock } from "../../../shell/ui/first-unblock.tsx";
import { ListView, type ListColumn, type ListFilter, type ListSort } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import {
  isFiltered,
  ORDER_SORTS,
  PAYMENT_STATUSES,
  PRIORITIES,
  tidyFilter,
  writeFilter,
  type OrdersFilter,
} from "../domain/list-filter.ts";
import { ATTENTION_CODES, ORDER_STAGES } from "../domain/stage.ts";
import type { SavedOfList } from "../../views/domain/view.ts";
import type { FirstUnblock as First } from "../../routing/public.server.ts";
import type { ListedOrder, OrdersPage } from "../list.server.ts";
import { wordOf } from "../words.ts";
import { StageBadge } from "./stage-badge.tsx";

interface OrdersListProps {
  readonly filter: OrdersFilter;
  readonly page: OrdersPage;
  /** Of the orders that cannot ship; empty where others are listed. */
  readonly unblocks: Readonly<Record<OrderId, First>>;
  readonly countries: readonly string[];
  readonly assignees: readonly string[];
  readonly saved: SavedOfList;
}

/** The list of orders. Its whole state is the address: filters, search, sorting, place. */
export function OrdersList({ filter, page, unblocks, countries, assignees, saved }: OrdersListProps) {
  const { t, i18n } = useTranslation("orders");
  const list = useSavedList({
    saved,
    path: "/app/orders",
    state: writeFilter(filter),
    tidy: tidyFilter,
    tab: "stage",
  });
  const isBlocked = filter.attention === "blocked";
  const unblock = ({ orderId }: ListedOrder) => <FirstUnblock orderId={orderId} first={unblocks[orderId]} />;
  const empty = page.orders.length === 0 && !isFiltered(filter);

  const csv = new URLSearchParams({ ...writeFilter(filter), locale: i18n.language });
  const columns: ListColumn<ListedOrder>[] = [
    { id: "placed", title: t("column.placed"), cell: (order) => <Time at={order.placedAt} /> },
    { id: "stage", title: t("column.stage"), cell: (order) => <StageBadge stage={order.stage} /> },
    {
      id: "attention",
      title: t("column.attention"),
      wraps: true,
      cell: (order) => <Attention order={order} />,
    },
    ...(isBlocked ? [{ id: "unblock", title: t("unblock.title"), wraps: true, cell: unblock }] : []),
    {
      id: "priority",
      title: t("column.priority"),
      numeric: true,
      cell: ({ priority }) => (priority === 0 ? "" : formatNumber(priority, i18n.language)),
    },
    { id: "assignee", title: t("column.assignee"), wraps: true, cell: ({ assignee }) => assignee },
    { id: "payment", title: t("column.payment"), cell: ({ payment }) => wordOf(t, "payment", payment) },
    {
      id: "country",
      title: t("column.country"),
      wraps: true,
      cell: ({ country }) => (country === null ? "" : formatCountry(country, i18n.language)),
    },
    {
      id: "units",
      title: t("column.units"),
      numeric: true,
      cell: ({ units }) => formatNumber(units, i18n.language),
    },
    { id: "total", title: t("column.total"), numeric: true, cell: (order) => <Total order={order} /> },
  ];
  return (
    <Page
      words={["fulfillmentOrder", "hold", "promise"]}
      title={t("title")}
      wide
      subtitle={page.count.more ? t("countMore") : t("count", { count: page.count.value })}
      {...(empty ? {} : { actions: <SaveFileButton url={`/app/orders.csv?${csv.toString()}`} name="orders.csv" /> })}
    >
      <Card padded={false}>
        {empty ? (
          <Empty title={t("emptyTitle")}>{t("emptyText")}</Empty>
        ) : (
          <ListView<ListedOrder>
            noun={{ singular: t("column.name"), plural: t("title") }}
            rows={page.orders}
            keyOf={(order) => order.orderId}
            columns={[
              { id: "name", title: t("column.name"), wraps: true, cell: (order) => <OrderLink order={order} /> },
              ...columns.filter(({ id }) => !isBlocked || OF_BLOCKED.has(id)),
            ]}
            condensed={(order) => <CondensedOrder order={order}>{isBlocked && unblock(order)}</CondensedOrder>}
            saved={list.saved}
            views={{
              key: "stage",
              label: t("column.stage"),
              value: isBlocked ? "blocked" : (filter.stage ?? ""),
              choices: stages(t),
            }}
            filters={filtersOf(filter, { countries, assignees }, t, i18n.language)}
            sorts={sortsOf(t)}
            sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
            search={{ value: filter.search, label: t("filter.search") }}
            busy={list.busy}
            empty={{ title: t("noneTitle"), text: t("noneText") }}
            previous={list.turn("before", page.before)}
            next={list.turn("after", page.after)}
            onChange={(changed) => list.change({ ...changed, ...viewOf(changed["stage"], isBlocked) })}
          />
        )}
      </Card>
    </Page>
  );
}

/** Columns of what cannot ship: they leave room for what would let it. */
const OF_BLOCKED = new Set(["placed", "attention", "unblock", "total"]);

type Translate = ReturnType<typeof useTranslation<"orders">>["t"];

function stages(t: Translate) {
  return [
    { value: "", label: t("filter.all") },
    { value: "blocked", label: t("filter.blocked") },
    ...ORDER_STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
  ];
}

/** What choosing a view means: a stage, or what cannot ship, which is no stage. */
function viewOf(chosen: string | undefined, isBlocked: boolean): Record<string, string> {
  if (chosen === undefined) return {};
  if (chosen === "blocked") return { stage: "", attention: "blocked" };
  return isBlocked ? { attention: "" } : {};
}

function filtersOf(
  { attention, payment, country, priority, assignee }: OrdersFilter,
  { countries, assignees }: Pick<OrdersListProps, "countries" | "assignees">,
  t: Translate,
  locale: string,
): ListFilter[] {
  const all = { value: "", label: t("filter.all") };
  return [
    {
      key: "attention",
      label: t("filter.attention"),
      // What cannot ship is a view of its own.
      value: attention === "blocked" ? "" : (attention ?? ""),
      choices: [
        all,
        { value: "any", label: t("filter.anyReason") },
        ...ATTENTION_CODES.map((value) => ({ value, label: t(`attention.${value}`) })),
      ],
    },
    {
      key: "priority",
      label: t("column.priority"),
      value: priority ?? "",
      choices: [all, ...PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))],
    },
    {
      key: "assignee",
      label: t("column.assignee"),
      value: assignee ?? "",
      choices: [all, ...assignees.map((value) => ({ value, label: value }))],
    },
    {
      key: "payment",
      label: t("filter.payment"),
      value: payment ?? "",
      choices: [all, ...PAYMENT_STATUSES.map((value) => ({ value, label: t(`payment.${value}`) }))],
    },
    {
      key: "country",
      label: t("filter.country"),
      value: country ?? "",
      choices: [
        all,
        ...countries
          .map((value) => ({ value, label: formatCountry(value, locale) }))
          .sort((a, b) => a.label.localeCompare(b.label, locale)),
      ],
    },
  ];
}

function sortsOf(t: Translate): ListSort[] {
  return ORDER_SORTS.flatMap((sort) => [
    { value: `${sort} desc`, label: t(`sort.${sort}`), directionLabel: t(`sortDirection.${sort}.desc`) },
    { value: `${sort} asc`, label: t(`sort.${sort}`), directionLabel: t(`sortDirection.${sort}.asc`) },
  ]);
}

function OrderLink({ order }: { readonly order: ListedOrder }) {
  return <AppLink to={`/app/orders/${order.orderId}`}>{order.name}</AppLink>;
}

function Attention({ order }: { readonly order: ListedOrder }) {
  const { t } = useTranslation("orders");
  return order.attention === "" ? null : <Text tone="critical">{wordOf(t, "attention", order.attention)}</Text>;
}

function Total({ order }: { readonly order: ListedOrder }) {
  const { i18n } = useTranslation("orders");
  return formatMoney({ minor: order.totalMinor, currency: order.currency }, i18n.language);
}

/** How urgent it is and who takes care of it, in one line; nothing when nobody said. */
function Care({ order: { priority, assignee } }: { readonly order: ListedOrder }) {
  const { t } = useTranslation("orders");
  const words = [priority === 0 ? "" : t("priorityOf", { level: priority }), assignee].filter(Boolean);
  return words.length === 0 ? null : <Text small>{words.join(" · ")}</Text>;
}

function CondensedOrder({ order, children }: { readonly order: ListedOrder; readonly children: ReactNode }) {
  return (
    <Stack gap="tight">
      <Row apart>
        <OrderLink order={order} />
        <Total order={order} />
      </Row>
      <Row apart>
        <StageBadge stage={order.stage} />
        <Text small tone="subdued">
          <Time at={order.placedAt} />
        </Text>
      </Row>
      <Attention order={order} />
      {children}
      <Care order={order} />
    </Stack>
  );
}
