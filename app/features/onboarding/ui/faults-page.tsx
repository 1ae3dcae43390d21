import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useListAddress } from "../../../shell/ui/use-list-address.ts";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { FAULT_SORTS, readFaultFilter, usualFaultSort, writeFaultFilter } from "../domain/fault-filter.ts";
import type { loader } from "../routes/faults.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type ShownFault = Data["page"]["faults"][number];

/** Everything that lacks one thing, each with the way to where it is mended. */
export function FaultsPage({ kind, filter, page, vendors }: Data) {
  const { t, i18n } = useTranslation("onboarding");
  const path = `/app/setup/${kind}`;
  const usual = usualFaultSort(kind);
  const list = useListAddress({
    path,
    state: writeFaultFilter(filter, usual),
    tidy: (given) => writeFaultFilter(readFaultFilter(given, usual), usual),
  });
  const title = t(`check.${kind}.title`);
  const ofGoods = kind !== "address";
  const nameOf = (fault: ShownFault) => <NameCell fault={fault} ofGoods={ofGoods} />;
  const mendOf = (fault: ShownFault) => <MendCell fault={fault} ofGoods={ofGoods} />;
  return (
    <Page
      title={title}
      subtitle={t(`check.${kind}.why`)}
      back={{ label: t("title"), to: "/app/setup" }}
      actions={
        kind === "sharedSku" && <LinkButton to="/app/inventory/shared">{t("check.sharedSku.sayShared")}</LinkButton>
      }
    >
      <Card
        title={page.count.more ? t("list.titleMore") : t("list.title", { count: page.count.value })}
        padded={false}
        action={
          <SaveFileButton url={`${path}/list.csv?${list.query({ locale: i18n.language })}`} name={`${kind}.csv`} />
        }
      >
        <ListView<ShownFault>
          noun={{ singular: t("csv.name"), plural: title }}
          rows={page.faults}
          keyOf={({ id }) => id}
          columns={[
            { id: "name", title: t("csv.name"), wraps: true, cell: nameOf },
            ...(ofGoods ? [{ id: "sku", title: t("csv.sku"), cell: ({ sku }: ShownFault) => sku ?? "" }] : []),
            { id: "found", title: t("csv.found"), cell: ({ foundAt }) => <Time at={foundAt} show="day" /> },
            { id: "mend", title: t("checks.do"), cell: mendOf },
          ]}
          condensed={(fault) => (
            <Stack gap="tight">
              {nameOf(fault)}
              {fault.sku !== null && <Text small>{fault.sku}</Text>}
              {mendOf(fault)}
            </Stack>
          )}
          saved={null}
          views={{ key: "view", label: title, value: "", choices: [{ value: "", label: t("list.all") }] }}
          filters={
            vendors.length === 0
              ? []
              : [
                  {
                    key: "vendor",
                    label: t("csv.vendor"),
                    value: filter.vendor,
                    choices: vendors.map((vendor) => ({ value: vendor, label: vendor })),
                  },
                ]
          }
          sorts={bothWays(
            FAULT_SORTS.filter((sort) => ofGoods || sort !== "sku"),
            (sort) => t(`csv.${sort}`),
            (sort, direction) => t(sort === "found" ? `list.found_${direction}` : `list.text_${direction}`),
          )}
          sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
          search={{ value: filter.search, label: t("list.search") }}
          busy={list.busy}
          empty={{ title: t("list.emptyTitle"), text: t("list.emptyText") }}
          previous={list.turn("before", page.before)}
          next={list.turn("after", page.after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

interface CellProps {
  readonly fault: ShownFault;
  readonly ofGoods: boolean;
}

function NameCell({ fault: { id, name, variant }, ofGoods }: CellProps) {
  const text = [name, variant].filter(Boolean).join(" · ");
  return <AppLink to={ofGoods ? `/app/inventory/${id}` : `/app/settings/locations/${id}`}>{text}</AppLink>;
}

/** Where Shopify lets it be mended. */
function MendCell({ fault: { id, productId, variantId }, ofGoods }: CellProps) {
  const { t } = useTranslation("onboarding");
  const { domain } = useShop();
  const store = `https://admin.shopify.com/store/${domain.replace(".myshopify.com", "")}`;
  if (ofGoods && productId === null) return null;
  const to = ofGoods
    ? `${store}/products/${productId}${variantId === null ? "" : `/variants/${variantId}`}`
    : `${store}/settings/locations/${id}`;
  return (
    <AppLink outside to={to}>
      {t("list.mend")}
    </AppLink>
  );
}
