import { useFetcher, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Form } from "@remix-run/react";
import type { FeedAnswer, FeedData } from "./feed-page.tsx";

interface FeedFormProps {
  /** Null: a new one. */
  readonly feed: FeedData["feed"] | null;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  /** Names of the fields that were wrong. */
  readonly wrong: readonly string[];
  readonly mayChange: boolean;
}

/** How a feed is read, changed and limited. */
export function FeedForm({ feed, locations, wrong, mayChange }: FeedFormProps) {
  const { t } = useTranslation("feeds");
  const fetcher = useFetcher<FeedAnswer>();
  const navigating = useNavigation().state !== "idle";
  const [values, setValues] = useState(() => valuesOf(feed, locations[0]?.id ?? ""));
  const bad = fetcher.data?.status === "invalid" ? fetcher.data.fields : wrong;
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    disabled: !mayChange,
    error: bad.includes(name) ? t("form.wrong") : undefined,
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });
  const TheForm = feed === null ? Form : fetcher.Form;
  const yesNo = (name: "knowsMore" | "automatic") => [
    { value: "no", label: t(`form.${name}No`) },
    { value: "yes", label: t(`form.${name}Yes`) },
  ];
  return (
    <TheForm method="post">
      <Card title={t("form.title")}>
        <Stack gap="loose">
          <FieldGrid>
            <InputField {...field("name")} label={t("form.name")} />
            <SelectField
              {...field("location")}
              label={t("form.location")}
              choices={[
                ...locations.map(({ id, name }) => ({ value: id, label: name })),
                { value: "", label: t("form.byColumn") },
              ]}
            />
            <InputField {...field("url")} label={t("form.url")} help={t("form.urlHelp")} />
            <InputField {...field("everyMinutes")} label={t("form.every")} help={t("form.everyHelp")} numbers="whole" />
            <InputField {...field("percent")} label={t("form.percent")} numbers="whole" />
            <InputField {...field("minus")} label={t("form.minus")} numbers="whole" />
            <InputField {...field("cap")} label={t("form.cap")} numbers="whole" />
            <SelectField
              {...field("absent")}
              label={t("form.absent")}
              choices={(["keep", "zero"] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
            />
            <SelectField {...field("knowsMore")} label={t("form.knowsMore")} choices={yesNo("knowsMore")} />
            <SelectField {...field("automatic")} label={t("form.automatic")} choices={yesNo("automatic")} />
            <InputField {...field("mostBad")} label={t("form.mostBad")} numbers="whole" />
            <InputField {...field("mostZeroed")} label={t("form.mostZeroed")} numbers="whole" />
            <InputField {...field("mostDrop")} label={t("form.mostDrop")} numbers="whole" />
          </FieldGrid>
          <div>
            <Button submit primary={feed === null} busy={navigating || fetcher.state !== "idle"} disabled={!mayChange}>
              {t(feed === null ? "form.create" : "form.save")}
            </Button>
          </div>
        </Stack>
      </Card>
    </TheForm>
  );
}

const NEW = {
  ...{ name: "", url: "", everyMinutes: "0", percent: "100", minus: "0", cap: "", absent: "keep" },
  ...{ knowsMore: "no", automatic: "no", mostBad: "5", mostZeroed: "20", mostDrop: "50" },
};

function valuesOf(feed: FeedData["feed"] | null, location: string): typeof NEW & { location: string } {
  if (!feed) return { ...NEW, location };
  return {
    name: feed.name,
    location: feed.locationId ?? "",
    url: feed.url,
    everyMinutes: String(feed.everyMinutes),
    percent: String(feed.percent),
    minus: String(feed.minus),
    cap: feed.cap === null ? "" : String(feed.cap),
    absent: feed.absent,
    knowsMore: feed.knowsMore ? "yes" : "no",
    automatic: feed.automatic ? "yes" : "no",
    mostBad: String(feed.mostBad),
    mostZeroed: String(feed.mostZeroed),
    mostDrop: String(feed.mostDrop),
  };
}
