import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import type { Uploaded } from "../upload.server.ts";

/** What came of a file: how many rows were read, and what is wrong with each of the others. */
export function UploadResult({ uploaded }: { readonly uploaded: Uploaded }) {
  const { t } = useTranslation("counts");
  if (uploaded.status === "refused") return <Notice tone="critical" title={t(`refused.${uploaded.code}`)} />;
  const { rows, errors } = uploaded;
  return (
    <>
      {rows > 0 && <Notice tone="success" title={t("page.uploaded", { count: rows })} />}
      {errors.length > 0 && (
        <Card title={t("page.errors", { count: errors.length })} padded={false}>
          <DataTable
            caption={t("page.errors", { count: errors.length })}
            rows={errors}
            keyOf={({ line, code }) => `${line}-${code}`}
            columns={[
              { id: "line", title: t("column.line"), numeric: true, cell: ({ line }) => line },
              {
                id: "what",
                title: t("column.what"),
                cell: ({ code, column, text }) => [column, t(`error.${code}`, { text })].filter(Boolean).join(": "),
              },
            ]}
          />
        </Card>
      )}
    </>
  );
}
