import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatCountry, formatMoment } from "../../../platform/i18n/format.ts";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Columns, Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { wordOf } from "../words.ts";
import { AddressCheck, DoubtfulAddress } from "./address-check.tsx";
import { adminUrl } from "./admin-url.ts";
import { CareCard } from "./care-card.tsx";
import { CustomerCard } from "./customer-card.tsx";
import { LabelReasons, WaitingLabels } from "./label-choices.tsx";
import { IntentsCard } from "./intents-card.tsx";
import { LostDaysCard } from "./lost-days-card.tsx";
import { Messages } from "./messages.tsx";
import { MessagesCard } from "./messages-card.tsx";
import type { OrderData } from "./order-data.ts";
import { OrderTimeline } from "./order-timeline.tsx";
import { ParcelsCard } from "./parcels-card.tsx";
import { PromiseCard } from "./promise-card.tsx";
import { Questions } from "./questions.tsx";
import { RisksCard } from "./risks-card.tsx";
import { ShopperCard } from "./shopper-card.tsx";
import { ShipsFrom } from "./ships-from.tsx";
import { StageBadge } from "./stage-badge.tsx";

/** Reasons to look that the page says without a notice: in the card of what rules told, in the stage beside the name. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(["", "told", "held"]);
const LIVE_MS = 10_000;

/** Everything about one order: where it ships from and why, what is being done, what happened. */
export function OrderPage(data: OrderData) {
  const { t, i18n } = useTranslation("orders");
  const { timezone, domain } = useShop();
  useRefresh(LIVE_MS);
  const { order } = data;
  return (
    <Page
      words={["fulfillmentOrder", "routing", "lane", "hold", "pin", "promise", "predictedDate"]}
      title={order.name}
      subtitle={formatMoment(order.placedAt, timezone, i18n.language)}
      back={{ label: t("order.back"), to: "/app/orders" }}
      badges={
        <Row gap="tight">
          <StageBadge stage={order.stage} />
          <Badge>{wordOf(t, "payment", order.payment)}</Badge>
          {order.isTest && <Badge tone="info">{t("order.test")}</Badge>}
        </Row>
      }
      actions={
        <LinkButton outside to={adminUrl(domain, order.orderId)}>
          {t("order.inShopify")}
        </LinkButton>
      }
    >
      {!SAID_ELSEWHERE.has(order.attention) && (
        <Notice tone="warning" title={wordOf(t, "attention", order.attention)} />
      )}
      <Messages order={order} may={data.may} />
      <ShopperCard shopper={data.shopper} may={data.may} />
      <Questions intents={data.intents} may={data.may} />
      <DoubtfulAddress address={data.address} order={order} may={data.may} />
      <WaitingLabels labels={data.labels} may={data.may} />
      <Columns
        main={
          <>
            <ShipsFrom {...data} />
            <ParcelsCard parcels={data.parcels} byOthers={data.byOthers} replacements={data.replacements} />
            <LabelReasons labels={data.labels} />
            <AddressCheck address={data.address} />
            <Lines order={order} />
            <Card title={t("order.timeline.title")}>
              <OrderTimeline events={order.events} locations={data.locations} parcels={data.parcels} />
            </Card>
          </>
        }
        side={
          <>
            <RisksCard risks={data.risks} now={data.now} />
            <PromiseCard promise={data.promise} />
            <LostDaysCard arrivals={data.arrivals} />
            <Card title={t("order.facts")}>
              <Facts
                rows={[
                  {
                    name: t("order.total"),
                    value: formatMoney({ minor: order.totalMinor, currency: order.currency }, i18n.language),
                  },
                  {
                    name: t("order.destination"),
                    value: order.country === null ? t("order.unknown") : formatCountry(order.country, i18n.language),
                  },
                  { name: t("order.shipping"), value: order.shippingTitle ?? t("order.unknown") },
                  { name: t("order.channel"), value: order.channel === "" ? t("order.unknown") : order.channel },
                  { name: t("order.risk"), value: wordOf(t, "risk", order.risk) },
                ]}
              />
            </Card>
            <CareCard order={order} may={data.may} />
            <CustomerCard allowed={data.may.seeCustomer} />
            <MessagesCard order={data.order} told={data.told} may={data.may} />
            <IntentsCard intents={data.intents} />
          </>
        }
      />
    </Page>
  );
}

function Lines({ order }: Pick<OrderData, "order">) {
  const { t, i18n } = useTranslation("orders");
  return (
    <Card title={t("order.lines.title")} padded={false}>
      <DataTable
        caption={t("order.lines.title")}
        rows={order.lines}
        keyOf={(line) => line.lineId}
        columns={[
          {
            id: "item",
            title: t("order.lines.item"),
            cell: (line) => (
              <Stack gap="tight">
                <Text>{line.title}</Text>
                <Text small tone="subdued">
                  {[line.variant, line.sku].filter(Boolean).join(" · ")}
                </Text>
              </Stack>
            ),
          },
          {
            id: "quantity",
            title: t("order.lines.quantity"),
            numeric: true,
            cell: (line) =>
              line.removed > 0
                ? `${String(line.quantity)} (${t("order.lines.removed", { count: line.removed })})`
                : line.quantity,
          },
          {
            id: "price",
            title: t("order.lines.price"),
            numeric: true,
            cell: (line) => formatMoney({ minor: line.priceMinor, currency: order.currency }, i18n.language),
          },
        ]}
      />
    </Card>
  );
}
