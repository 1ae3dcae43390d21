import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Page } from "../../../shell/ui/page.tsx";
import type { PackagesOutcome } from "../act-on-packages.server.ts";
import type { Box } from "../domain/box.ts";
import type { PaperSettings } from "../domain/paper-settings.ts";
import { BoxesCard } from "./boxes-card.tsx";
import { OutcomeNotice } from "./outcome-notice.tsx";
import { PaperCard } from "./paper-card.tsx";
import { SizesCard } from "./sizes-card.tsx";

export interface PackagesData {
  readonly boxes: readonly Box[];
  readonly settings: PaperSettings;
  /** How many items have one, by who gave it. */
  readonly sizes: { readonly staff: number; readonly metafield: number };
  readonly currency: string;
  readonly mayChange: boolean;
}

/** What the shop packs into, how large its things are, and what stands on its paper. */
export function PackagesPage({ boxes, settings, sizes, currency, mayChange }: PackagesData) {
  const { t } = useTranslation("packing");
  const fetcher = useFetcher<PackagesOutcome>();
  return (
    <Page title={t("packages.title")} back={{ label: t("packages.back"), to: "/app/settings" }}>
      {fetcher.data && <OutcomeNotice outcome={fetcher.data} />}
      <BoxesCard boxes={boxes} currency={currency} fetcher={fetcher} disabled={!mayChange} />
      <SizesCard fields={settings.sizes} known={sizes} fetcher={fetcher} disabled={!mayChange} />
      <PaperCard key={JSON.stringify(settings)} settings={settings} fetcher={fetcher} disabled={!mayChange} />
    </Page>
  );
}
