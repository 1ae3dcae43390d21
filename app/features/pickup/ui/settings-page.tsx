import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { action } from "../routes/settings.tsx";
import type { pickupSettingsPage } from "../settings-page.server.ts";

type Place = Awaited<ReturnType<typeof pickupSettingsPage>>[number];

/** How each location keeps what waits to be collected. Hours, time to prepare and orders a day are on the location's own page. */
export function SettingsPage({
  locations,
  mayChange,
}: {
  readonly locations: readonly Place[];
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation("pickup");
  return (
    <Page title={t("settings.title")} back={{ label: t("title"), to: "/app/fulfillment/pickups" }}>
      {!mayChange && <Notice title={t("refused.forbidden")} />}
      <Card>
        <Text block>{t("settings.text")}</Text>
      </Card>
      {locations.map((place) => (
        <PlaceCard key={place.id} place={place} mayChange={mayChange} />
      ))}
    </Page>
  );
}

function PlaceCard({ place, mayChange }: { readonly place: Place; readonly mayChange: boolean }) {
  const { t } = useTranslation("pickup");
  const fetcher = useFetcher<typeof action>();
  const [keepDays, setKeepDays] = useState(String(place.setting.keepDays));
  const [remindDays, setRemindDays] = useState(String(place.setting.remindDays));
  const [perHour, setPerHour] = useState(place.setting.perHour === null ? "" : String(place.setting.perHour));
  const [autoRefund, setAutoRefund] = useState(place.setting.autoRefund);
  const outcome = fetcher.data;
  const wrong = (name: string) =>
    outcome?.status === "invalid" && outcome.fields?.includes(name) === true
      ? t(`settings.wrong.${name}` as "settings.wrong.keepDays")
      : undefined;
  const field = (name: string, value: string, onChange: (text: string) => void) => ({
    name,
    value,
    onChange,
    disabled: !mayChange,
    numbers: "whole" as const,
    error: wrong(name),
  });
  return (
    <Card title={place.name}>
      <Row apart>
        <Text small tone="subdued">
          {place.on
            ? t("settings.pace", {
                minutes: place.readyMinutes,
                perDay: place.perDay ?? t("settings.noLimit"),
              })
            : t("settings.off")}
        </Text>
        <AppLink to={`/app/settings/locations/${place.id}`}>{t("settings.location")}</AppLink>
      </Row>
      <fetcher.Form method="post">
        <input type="hidden" name="location" value={place.id} />
        {autoRefund && <input type="hidden" name="autoRefund" value="on" />}
        <Stack gap="loose">
          <FieldGrid>
            <InputField
              {...field("keepDays", keepDays, setKeepDays)}
              label={t("settings.keepDays")}
              unit={t("settings.days")}
            />
            <InputField
              {...field("remindDays", remindDays, setRemindDays)}
              label={t("settings.remindDays")}
              help={t("settings.remindHelp")}
              unit={t("settings.days")}
            />
            <InputField
              {...field("perHour", perHour, setPerHour)}
              label={t("settings.perHour")}
              help={t("settings.perHourHelp")}
            />
          </FieldGrid>
          <CheckField
            label={t("settings.autoRefund")}
            checked={autoRefund}
            disabled={!mayChange}
            onChange={setAutoRefund}
          />
          <Row>
            <Button
              submit
              disabled={!mayChange}
              busy={fetcher.state !== "idle"}
              spoken={t("settings.saveOf", { name: place.name })}
            >
              {t("settings.save")}
            </Button>
            {outcome?.status === "saved" && fetcher.state === "idle" && (
              <Badge tone="success">{t("settings.saved")}</Badge>
            )}
          </Row>
        </Stack>
      </fetcher.Form>
    </Card>
  );
}
