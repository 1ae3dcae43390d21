import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { PackagesOutcome } from "../act-on-packages.server.ts";
import type { Box } from "../domain/box.ts";
import type { PaperSettings } from "../domain/paper-settings.ts";
import { BoxesCard } from "./boxes-card.tsx";
import { OutcomeNotice } from "./outcome-notice.tsx";
import { PaperCard } from "./paper-card.tsx";

export interface PackagesData {
  readonly boxes: readonly Box[];
  readonly settings: PaperSettings;
  readonly currency: string;
  readonly mayChange: boolean;
}

/** What the shop packs into, how large its things are, and what stands on its paper. */
export function PackagesPage({ boxes, settings, currency, mayChange }: PackagesData) {
  const { t, i18n } = useTranslation("packing");
  const fetcher = useFetcher<PackagesOutcome>();
  const busy = fetcher.state !== "idle";
  return (
    <Page title={t("packages.title")} back={{ label: t("packages.back"), to: "/app/settings" }}>
      {fetcher.data && <OutcomeNotice outcome={fetcher.data} />}
      <BoxesCard boxes={boxes} currency={currency} fetcher={fetcher} disabled={!mayChange} />
      <Card title={t("packages.sizesTitle")}>
        <Stack gap="loose">
          <Text block>{t("packages.sizesText")}</Text>
          <div>
            <SaveFileButton
              url={`/app/settings/packages/sizes.csv?locale=${i18n.language}`}
              name="sizes.csv"
              failed={t("packages.exportFailed")}
            >
              {t("packages.exportSizes")}
            </SaveFileButton>
          </div>
          <FileForm
            form={fetcher.Form}
            label={t("packages.sizesFile")}
            help={t("packages.sizesHelp")}
            button={t("packages.uploadSizes")}
            accept=".csv,.txt,text/csv"
            values={{ what: "sizes" }}
            busy={busy}
            disabled={!mayChange}
          />
        </Stack>
      </Card>
      <PaperCard key={JSON.stringify(settings)} settings={settings} fetcher={fetcher} disabled={!mayChange} />
    </Page>
  );
}
