import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { NEW_LIST, type ListTexts } from "../domain/price-list-form.ts";
import type { action, loader } from "../routes/price-lists.tsx";
import { PriceListCard } from "./price-list-card.tsx";

type PriceListsData = ReturnType<typeof import("@remix-run/react").useLoaderData<typeof loader>>;

/** Carriers' price lists: by zone and weight, for some locations or all. */
export function PriceListsPage({ lists: stored, locations, counts, mayChange }: PriceListsData) {
  const { t, i18n } = useTranslation("settings");
  const { data, state, submit, Form } = useToldFetcher<typeof action>(({ status }) => status === "saved" && t("saved"));
  /** Null: as they are stored. */
  const [changed, setChanged] = useState<readonly ListTexts[] | null>(null);
  const lists = changed ?? stored;
  const errors = data?.status === "invalid" && changed !== null ? data.errors : {};

  // An answer is taken once, while rendering.
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "saved") setChanged(null);
    if (data?.status === "loaded") setChanged(data.lists);
  }

  const put = (index: number, list: ListTexts | null) =>
    setChanged(lists.flatMap((each, n) => (n !== index ? [each] : list === null ? [] : [list])));
  return (
    <Page title={t("priceLists.title")} back={{ label: t("title"), to: "/app/settings" }}>
      {!mayChange && <Notice title={t("forbidden")} />}
      <Unsaved
        open={changed !== null}
        busy={state !== "idle"}
        onSave={() => submit({ lists: JSON.stringify(lists) }, { method: "post" })}
        onDiscard={() => setChanged(null)}
      />
      <Told data={data} />
      {Object.keys(errors).length > 0 && <Notice tone="critical" title={t("check")} />}
      <Card title={t("priceLists.how")}>
        <Stack>
          <Text block>{t("priceLists.text")}</Text>
          <Text tone="subdued" block>
            {counts.listed + counts.unlisted === 0
              ? t("priceLists.noneYet")
              : t("priceLists.counts", { count: counts.unlisted, of: counts.listed + counts.unlisted })}
          </Text>
        </Stack>
      </Card>
      {lists.map((list, index) => (
        <PriceListCard
          key={index}
          list={list}
          index={index}
          locations={locations}
          errors={errors}
          disabled={!mayChange}
          onChange={(next) => put(index, next)}
        />
      ))}
      <Row>
        <Button disabled={!mayChange} onClick={() => setChanged([...lists, NEW_LIST])}>
          {t("priceLists.add")}
        </Button>
      </Row>
      <Card title={t("priceLists.file")}>
        <Stack gap="loose">
          <FileForm
            form={Form}
            label={t("priceLists.fileLabel")}
            help={t("priceLists.fileHelp")}
            button={t("priceLists.read")}
            accept=".csv,text/csv"
            busy={state !== "idle"}
            disabled={!mayChange}
          />
          <Row>
            <SaveFileButton url={`/app/settings/price-lists.csv?locale=${i18n.language}`} name="price-lists.csv" />
          </Row>
        </Stack>
      </Card>
    </Page>
  );
}

/** What became of a file, or of lists that could not be saved. */
function Told({ data }: { readonly data: ReturnType<typeof useFetcher<typeof action>>["data"] }) {
  const { t } = useTranslation("settings");
  switch (data?.status) {
    case "tooLarge":
    case "notCsv":
    case "unknownLocation":
      return <Notice tone="critical" title={t(`priceLists.${data.status}`)} />;
    case "loaded":
      return (
        <Notice tone={data.unknown.length > 0 ? "warning" : "info"} title={t("priceLists.loaded")}>
          {data.unknown.length > 0 && t("priceLists.unknownNames", { names: data.unknown.join(", ") })}
        </Notice>
      );
    default:
      return null;
  }
}
