import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckList } from "../../../shell/ui/check-list.tsx";
import { FieldGrid, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { loader } from "../routes/holidays.ts";
import type { LocationData } from "./location-data.ts";
import type { Draft } from "./use-draft.ts";

interface HolidaysCardProps {
  readonly draft: Draft;
  readonly countries: LocationData["countries"];
  /** Of the place that is stored; of another one they are asked for. */
  readonly lists: LocationData["holidays"];
}

/** On which holidays nobody works. */
export function HolidaysCard({ draft, countries, lists }: HolidaysCardProps) {
  const { t, i18n } = useTranslation("locations");
  const fetcher = useFetcher<typeof loader>();
  const { holidays } = draft.texts;
  const isHere = (place: { country: string; region: string } | undefined) =>
    place?.country === holidays.country && place.region === holidays.region;
  const shown = isHere(lists) ? lists : isHere(fetcher.data) ? fetcher.data : undefined;
  const choose = (country: string, region: string) => {
    // Dates that were ticked stay: another region of the same country has most of them.
    draft.change({
      holidays: { ...holidays, country, region, ...(country !== holidays.country && { years: [], dates: [] }) },
    });
    const place = new URLSearchParams({ country, region, locale: i18n.language });
    fetcher.load(`/app/settings/locations/holidays?${place.toString()}`);
  };
  return (
    <Card title={t("holidays.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("holidays.text")}
        </Text>
        <FieldGrid>
          <SelectField
            name="country"
            label={t("holidays.country")}
            value={holidays.country}
            disabled={draft.disabled}
            choices={[
              { value: "", label: t("holidays.noCountry") },
              ...countries.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(country) => choose(country, "")}
          />
          {holidays.country !== "" && (
            <SelectField
              name="region"
              label={t("holidays.region")}
              value={holidays.region}
              disabled={draft.disabled}
              choices={[
                { value: "", label: t("holidays.noRegion") },
                ...(shown?.regions ?? []).map(({ code, name }) => ({ value: code, label: name })),
              ]}
              onChange={(region) => choose(holidays.country, region)}
            />
          )}
        </FieldGrid>
        {holidays.country !== "" && !shown && (
          <Text block>{t(fetcher.state === "idle" ? "holidays.failed" : "holidays.loading")}</Text>
        )}
        {holidays.country !== "" &&
          shown?.years.map((list) => <Year key={list.year} draft={draft} year={list.year} days={list.days} />)}
      </Stack>
    </Card>
  );
}

type YearList = LocationData["holidays"]["years"][number];

function Year({ draft, year, days }: YearList & { readonly draft: Draft }) {
  const { t, i18n } = useTranslation("locations");
  const { holidays } = draft.texts;
  const text = String(year);
  if (days.length === 0) return <Text block>{t("holidays.none", { year: text })}</Text>;
  const ofYear = (date: string) => date.startsWith(`${text}-`);
  const tick = (dates: readonly string[]) =>
    draft.change({
      holidays: {
        ...holidays,
        years: [...new Set([...holidays.years, year])],
        dates: [...holidays.dates.filter((date) => !ofYear(date)), ...dates],
      },
    });
  if (!holidays.years.includes(year))
    return (
      <Row>
        <Text>{t("holidays.notChosen", { year: text })}</Text>
        <Button
          disabled={draft.disabled}
          onClick={() => tick(days.filter(({ isPublic }) => isPublic).map(({ date }) => date))}
        >
          {t("holidays.import", { year: text })}
        </Button>
      </Row>
    );
  return (
    <CheckList
      label={t("holidays.year", { year: text })}
      choices={days.map(({ date, name, isPublic }) => ({
        value: date,
        label: `${formatDate(date, i18n.language)} · ${isPublic ? name : t("holidays.other", { name })}`,
      }))}
      chosen={holidays.dates}
      disabled={draft.disabled}
      onChange={(dates) => tick(dates.filter(ofYear))}
    />
  );
}
