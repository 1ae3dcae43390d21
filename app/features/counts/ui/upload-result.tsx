import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { RowErrors } from "../../../shell/ui/row-errors.tsx";
import type { Uploaded } from "../upload.server.ts";

/** What came of a file: how many rows were read, and what is wrong with each of the others. */
export function UploadResult({ uploaded }: { readonly uploaded: Uploaded }) {
  const { t } = useTranslation("counts");
  if (uploaded.status === "refused") return <Notice tone="critical" title={t(`refused.${uploaded.code}`)} />;
  const { rows, errors } = uploaded;
  return (
    <>
      {rows > 0 && <Notice tone="success" title={t("page.uploaded", { count: rows })} />}
      <RowErrors
        title={t("page.errors", { count: errors.length })}
        errors={errors.map(({ line, code, column, text }) => ({ line, column, what: t(`error.${code}`, { text }) }))}
        most={Infinity}
      />
    </>
  );
}
