import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { HistoryEntry } from "../domain/history.ts";
import { LEDGER_STATES, type Units } from "../../../core/stock-states.ts";
import { wordOf } from "../words.ts";

/** Names of orders, by id. */
export type OrderNames = Readonly<Record<string, string>>;

/** What happened, with its document. */
export function EntryWords({ entry, orders }: { readonly entry: HistoryEntry; readonly orders: OrderNames }) {
  const { t } = useTranslation("inventory");
  const { cause, document } = entry;
  return (
    <>
      {wordOf(t, "cause", cause)}
      {document !== null && (
        <>
          {" · "}
          {document.kind === "order" ? (
            <AppLink to={`/app/orders/${document.id}`}>{orders[document.id] ?? document.id}</AppLink>
          ) : (
            <DocumentWords {...document} />
          )}
        </>
      )}
    </>
  );
}

/** "Edit 12", which leads there. Our own kinds begin with a capital, as Shopify's history shows them. */
function DocumentWords({ kind, id }: NonNullable<HistoryEntry["document"]>) {
  const { t } = useTranslation("inventory");
  const words = t("documentNumber", { kind: wordOf(t, "document", kind.toLowerCase()), number: id });
  return kind === "Edit" ? <AppLink to={`/app/inventory/edits/${id}`}>{words}</AppLink> : words;
}

/** By how much each number changed: "Available −2, Committed +2". */
export function UnitsWords({ units }: { readonly units: Units }) {
  const { t } = useTranslation("inventory");
  const signed = useSigned();
  const parts = LEDGER_STATES.flatMap((state) => {
    const change = units[state] ?? 0;
    return change === 0 ? [] : [`${t(`column.${state}`)} ${signed(change)}`];
  });
  return <Text small>{parts.join(", ")}</Text>;
}

/** A number with its sign, in the reader's digits. */
export function useSigned(): (value: number) => string {
  const { i18n } = useTranslation("inventory");
  return (value) => `${value < 0 ? "" : "+"}${formatNumber(value, i18n.language)}`;
}
