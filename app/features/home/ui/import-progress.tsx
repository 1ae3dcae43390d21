import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { HomeData } from "../home-page.server.ts";

type Run = HomeData["imports"][number];

/** Is something of the store still to be read for the first time? The weekly look concerns nobody. */
export function isImporting(imports: HomeData["imports"]): boolean {
  return imports.some(({ status, again }) => !again && status !== "done" && status !== "failed");
}

/** How far the first reading of the store is; nothing once everything is read. */
export function ImportProgress({ imports }: Pick<HomeData, "imports">) {
  const { t } = useTranslation("home");
  const failed = imports.some(({ status }) => status === "failed");
  // The shop's own data is one small question that nobody waits for.
  const shown = imports.filter(({ kind }) => kind !== "shop");
  if (!isImporting(shown) && !failed) return null;
  return (
    <>
      {failed && (
        <Notice tone="warning" title={t("import.failedTitle")}>
          {t("import.failedText")}
        </Notice>
      )}
      <Card title={t("import.title")}>
        <Stack gap="loose">
          <Text tone="subdued" block>
            {t("import.text")}
          </Text>
          {shown.map((run) => (
            <ImportRow key={run.kind} run={run} />
          ))}
        </Stack>
      </Card>
    </>
  );
}

function ImportRow({ run }: { readonly run: Run }) {
  const { t, i18n } = useTranslation("home");
  const done = formatNumber(run.done, i18n.language);
  const total = formatNumber(run.total, i18n.language);
  const status = run.status === "loading" && run.total <= run.done ? "loadingUnknown" : run.status;
  return (
    <Progress
      label={run.kind === "shop" ? "" : t(`import.kind.${run.kind}`)}
      detail={t(`import.status.${status}`, { done, total })}
      percent={percentOf(run)}
      tone={run.status === "done" ? "done" : run.status === "failed" ? "failed" : "running"}
    />
  );
}

function percentOf({ status, done, total }: Run): number {
  if (status === "done") return 100;
  return status === "loading" && total > 0 ? Math.floor((100 * done) / total) : 0;
}
