import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Fault } from "../domain/fault.ts";

const MOST = 100;

/** What is wrong with a file of rules, by rule and place; nothing of it was taken. */
export function FileFaults({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useTranslation("automation");
  const title = t("page.file.refused", { count: faults.length });
  return (
    <Card title={title} padded={false}>
      <div role="alert">
        <DataTable
          caption={title}
          rows={faults.slice(0, MOST)}
          keyOf={({ code, path }) => `${path.join(".")} ${code}`}
          columns={[
            { id: "rule", title: t("page.file.rule"), cell: ({ path }) => ruleOf(path) },
            { id: "place", title: t("page.file.place"), cell: ({ path }) => <code>{placeOf(path)}</code> },
            { id: "what", title: t("page.file.what"), cell: ({ code, params }) => t(`fault.${code}`, params) },
          ]}
        />
      </div>
      {faults.length > MOST && (
        <div className="e-condensed">
          <Text tone="subdued">{t("page.file.more", { count: MOST })}</Text>
        </div>
      )}
    </Card>
  );
}

/** Rules are counted from 1, as people do. */
const ruleOf = ([first, index]: Fault["path"]): string =>
  first === "rules" && typeof index === "number" ? String(index + 1) : "–";

const placeOf = (path: Fault["path"]): string => (path[0] === "rules" ? path.slice(2) : path).join(".") || "–";
