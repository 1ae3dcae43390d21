import { useTranslation } from "react-i18next";
import { formatDay, formatNumber } from "../../../platform/i18n/format.ts";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { CAUSES } from "../domain/cause.ts";
import type { Step } from "../domain/history.ts";
import type { ItemHistory, ItemQuery } from "../domain/item-history.ts";
import { EntryWords, UnitsWords, type OrderNames } from "./entry-words.tsx";

interface EntriesCardProps {
  readonly history: ItemHistory;
  readonly location: string;
  readonly orders: OrderNames;
  readonly query: ItemQuery;
  readonly to: (change: { cause?: string; page?: string }) => string;
}

/** What happened to the item at a location, newest first. */
export function EntriesCard({ history, location, orders, query, to }: EntriesCardProps) {
  const { t, i18n } = useTranslation("inventory");
  const { steps, newer, older } = history;
  return (
    <Card title={t("item.entries", { location })} padded={false}>
      <div className="e-inset">
        <LinkTabs
          label={t("item.byCause")}
          tabs={["", ...CAUSES].map((cause) => ({
            to: to({ cause }),
            label: cause === "" ? t("filter.all") : t(`cause.${cause}` as "cause.sold"),
            selected: cause === (query.cause ?? ""),
          }))}
        />
      </div>
      {steps.length === 0 ? (
        <Empty title={t("item.noEntriesTitle")}>{t("item.noEntriesText")}</Empty>
      ) : (
        <DataTable<Step>
          caption={t("item.entries", { location })}
          rows={steps}
          keyOf={({ seq }) => seq}
          columns={[
            { id: "at", title: t("item.when"), cell: (step) => <When step={step} /> },
            {
              id: "what",
              title: t("item.what"),
              cell: (step) => (
                <Stack gap="tight">
                  <span>
                    <EntryWords entry={step} orders={orders} />
                  </span>
                  <UnitsWords units={step.units} />
                </Stack>
              ),
            },
            {
              id: "available",
              title: t("item.after"),
              numeric: true,
              cell: ({ available }) => (
                <Text tone={available < 0 ? "critical" : "normal"}>{formatNumber(available, i18n.language)}</Text>
              ),
            },
          ]}
        />
      )}
      {(newer ?? older) !== null && (
        <div className="e-foot">
          <Row>
            {newer !== null && <LinkButton to={to({ page: String(newer) })}>{t("item.newer")}</LinkButton>}
            {older !== null && <LinkButton to={to({ page: String(older) })}>{t("item.older")}</LinkButton>}
          </Row>
        </div>
      )}
    </Card>
  );
}

function When({ step: { since, occurredAt } }: { readonly step: Step }) {
  const { i18n } = useTranslation();
  const { timezone } = useShop();
  if (since === null) return <Time at={occurredAt} />;
  const day = (at: string) => formatDay(at, timezone, i18n.language);
  return (
    <span>
      <Time at={since} /> – <Time at={occurredAt} show={day(since) === day(occurredAt) ? "time" : "moment"} />
    </span>
  );
}
