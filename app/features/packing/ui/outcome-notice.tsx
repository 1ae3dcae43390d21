import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { RowErrors } from "../../../shell/ui/row-errors.tsx";
import type { PackagesOutcome } from "../act-on-packages.server.ts";

/** What came of a form or a file of the page. */
export function OutcomeNotice({ outcome }: { readonly outcome: PackagesOutcome }) {
  const { t } = useTranslation("packing");
  switch (outcome.status) {
    case "saved":
      return <Notice tone="success" title={t(`packages.saved.${outcome.what}`)} />;
    case "refused":
      return <Notice tone="critical" title={t(`packages.refused.${outcome.code}`)} />;
    case "wrongSizes":
      return <Notice tone="critical" title={t("sizes.wrongTitle")} />;
    case "wrong": {
      const { code, text } = outcome.error;
      const column = t(`packages.field.${outcome.field}`);
      return <Notice tone="critical" title={t(`error.${code}`, { text, column })} />;
    }
    case "taken":
      return (
        <>
          {outcome.rows > 0 && (
            <Notice tone="success" title={t(`packages.taken.${outcome.what}`, { count: outcome.rows })} />
          )}
          <RowErrors
            title={t("packages.errors", { count: outcome.errors.length })}
            errors={outcome.errors.map(({ line, column, code, text }) => ({
              line,
              column,
              what: t(`error.${code}`, { text, column }),
            }))}
            most={Infinity}
          />
        </>
      );
  }
}
