import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { AreasCard } from "./areas-card.tsx";
import { CapacityCard } from "./capacity-card.tsx";
import { CopyCard } from "./copy-card.tsx";
import { CutOffsCard } from "./cut-offs-card.tsx";
import { HandlingCard } from "./handling-card.tsx";
import { HolidaysCard } from "./holidays-card.tsx";
import { HoursCard } from "./hours-card.tsx";
import type { LocationData } from "./location-data.ts";
import { PickupCard } from "./pickup-card.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { useDraft } from "./use-draft.ts";
import { useWords } from "./words.ts";

/** How one location works, and what that means for an order. */
export function LocationPage(data: LocationData) {
  const { t } = useTranslation("locations");
  const { location, mayChange } = data;
  const { draft, dirty, answer, wrong, busy, saves, ask, discard } = useDraft(data);
  const tried = answer?.status === "preview" ? answer : data;
  return (
    <Page
      title={location.name}
      back={{ label: t("backToList"), to: "/app/settings/locations" }}
      badges={
        <Row gap="tight">
          <Badge tone={location.isSet ? "success" : "attention"}>{t(location.isSet ? "list.set" : "list.usual")}</Badge>
          {!location.active && <Badge>{t("list.inactive")}</Badge>}
        </Row>
      }
    >
      <Unsaved open={dirty} busy={busy} onSave={() => ask("save")} onDiscard={discard} />
      {!mayChange && <Notice title={t("forbidden")} />}
      {!location.isSet && (
        <Notice title={t("notSet.title")}>
          <Stack>
            <Text block>{t("notSet.text")}</Text>
            {mayChange && !dirty && (
              <Row>
                <Button busy={busy} onClick={() => ask("save")}>
                  {t("notSet.keep")}
                </Button>
              </Row>
            )}
          </Stack>
        </Notice>
      )}
      {wrong.length > 0 && (
        <Notice tone="critical" title={t("check")}>
          {wrong.map((section) => t(`section.${section}`)).join(" · ")}
        </Notice>
      )}
      <Warnings warnings={tried.warnings} />
      <PreviewCard
        // What was asked before was of other settings.
        key={saves}
        preview={tried.preview}
        areas={answer?.status === "preview" ? answer.areas : null}
        byRadius={draft.texts.areas.some(({ radiusKm }) => radiusKm.trim() !== "")}
        zone={draft.texts.zone}
        wrongTime={answer?.status === "notATime"}
        busy={busy}
        disabled={!mayChange}
        onAsk={(order) => ask("preview", order)}
      />
      <HoursCard draft={draft} zones={data.zones} />
      <HolidaysCard draft={draft} countries={data.countries} lists={data.holidays} />
      <CutOffsCard draft={draft} />
      <HandlingCard draft={draft} isService={location.isService} />
      <CapacityCard draft={draft} />
      <AreasCard draft={draft} />
      <PickupCard draft={draft} />
      <CopyCard location={location} others={data.others} dirty={dirty} mayChange={mayChange} />
    </Page>
  );
}

function Warnings({ warnings }: Pick<LocationData, "warnings">) {
  const { t } = useTranslation("locations");
  const words = useWords();
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning" title={t("warnings")}>
      <Stack gap="tight">
        {warnings.map((warning) => (
          <Text key={JSON.stringify(warning)} block>
            {words.warning(warning)}
          </Text>
        ))}
      </Stack>
    </Notice>
  );
}
