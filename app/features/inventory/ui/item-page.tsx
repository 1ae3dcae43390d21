import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Columns, Page } from "../../../shell/ui/page.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { ItemQuery } from "../domain/item-history.ts";
import type { ItemPageData, ShownItem } from "../item-page.server.ts";
import { wordOf } from "../words.ts";
import { EntriesCard } from "./entries-card.tsx";
import { ExplanationCard } from "./explanation-card.tsx";
import { HistoryChart } from "./history-chart.tsx";
import { LevelsCard } from "./levels-card.tsx";
import { OversellsCard } from "./oversells-card.tsx";

/** One item: what is where, why, and how it came to be. */
export function ItemPage({ item, levels, history, orders, query }: ItemPageData & { readonly query: ItemQuery }) {
  const { t } = useTranslation("inventory");
  const { domain } = useShop();
  const store = domain.replace(".myshopify.com", "");
  const place = levels.find(({ locationId }) => locationId === history?.locationId);
  const to = (change: Partial<Record<keyof ItemQuery, string>>) => {
    const { location, cause } = { location: query.location ?? "", cause: query.cause ?? "", ...change };
    const given = Object.entries({ location, cause, page: change.page ?? "" }).filter(([, value]) => value !== "");
    const address = new URLSearchParams(given).toString();
    return `/app/inventory/${item.itemId}${address === "" ? "" : `?${address}`}`;
  };
  return (
    <Page
      title={item.title === "" ? item.itemId : item.title}
      {...(item.variant === null ? {} : { subtitle: item.variant })}
      back={{ label: t("title"), to: "/app/inventory" }}
      badges={<ItemBadges item={item} />}
      {...(item.productId !== null && {
        actions: (
          <LinkButton
            outside
            to={`https://admin.shopify.com/store/${store}/products/${item.productId}${item.variantId === null ? "" : `/variants/${item.variantId}`}`}
          >
            {t("item.inShopify")}
          </LinkButton>
        ),
      })}
    >
      <LevelsCard item={item} levels={levels} selected={history?.locationId ?? null} to={to} />
      {history === null || place === undefined ? (
        <Card>
          <Empty title={t("item.nowhereTitle")}>{t("item.nowhereText")}</Empty>
        </Card>
      ) : (
        <Columns
          main={
            <>
              <Card title={t("item.chart", { location: place.location })}>
                <HistoryChart points={history.points} />
              </Card>
              <EntriesCard history={history} location={place.location} orders={orders} query={query} to={to} />
            </>
          }
          side={
            <>
              <ExplanationCard explanation={history.explanation} level={place} />
              <OversellsCard oversells={history.oversells} orders={orders} />
              <AboutItem item={item} />
            </>
          }
        />
      )}
    </Page>
  );
}

function ItemBadges({ item }: { readonly item: ShownItem }) {
  const { t } = useTranslation("inventory");
  return (
    <>
      {item.status !== "" && item.status !== "ACTIVE" && <Badge>{wordOf(t, "status", item.status)}</Badge>}
      {!item.tracked && <Badge>{t("note.untracked")}</Badge>}
      {item.oversells && <Badge tone="attention">{t("note.oversells")}</Badge>}
    </>
  );
}

function AboutItem({ item }: { readonly item: ShownItem }) {
  const { t, i18n } = useTranslation("inventory");
  const facts = [
    { name: t("column.sku"), value: item.sku ?? "" },
    { name: t("column.barcode"), value: item.barcode ?? "" },
    { name: t("column.vendor"), value: item.vendor },
    { name: t("column.type"), value: item.type },
    { name: t("column.cost"), value: item.cost === null ? "" : formatMoney(item.cost, i18n.language) },
  ].filter(({ value }) => value !== "");
  return facts.length === 0 ? null : (
    <Card title={t("item.about")}>
      <Facts rows={facts} />
    </Card>
  );
}
