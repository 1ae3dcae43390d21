import { useTranslation } from "react-i18next";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { writeFilter, type OrdersFilter } from "../domain/list-filter.ts";

/** Saves the filtered list as a file. */
export function ExportButton({ filter }: { readonly filter: OrdersFilter }) {
  const { t, i18n } = useTranslation("orders");
  const parameters = new URLSearchParams({ ...writeFilter(filter), locale: i18n.language });
  return (
    <SaveFileButton url={`/app/orders.csv?${parameters.toString()}`} name="orders.csv" failed={t("exportFailed")}>
      {t("export")}
    </SaveFileButton>
  );
}
