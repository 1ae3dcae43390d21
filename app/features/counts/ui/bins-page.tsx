import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { newCountChoices } from "../new-count-form.server.ts";
import type { Uploaded } from "../upload.server.ts";
import { UploadResult } from "./upload-result.tsx";

type BinsPageProps = Pick<Awaited<ReturnType<typeof newCountChoices>>, "locations"> & { readonly mayChange: boolean };

/** Where items lie, as a file in and out. */
export function BinsPage({ locations, mayChange }: BinsPageProps) {
  const { t } = useTranslation("counts");
  const fetcher = useFetcher<Uploaded>();
  const [location, setLocation] = useState<string>(locations[0]?.id ?? "");
  return (
    <Page title={t("bins.title")} back={{ label: t("title"), to: "/app/inventory/counts" }}>
      {fetcher.data && <UploadResult uploaded={fetcher.data} />}
      <Card>
        <Stack gap="loose">
          <Text block>{t("bins.text")}</Text>
          <SelectField
            name="location"
            label={t("bins.location")}
            value={location}
            onChange={setLocation}
            choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <div>
            <SaveFileButton url={`/app/inventory/counts/bins.csv?location=${location}`} name="bins.csv">
              {t("bins.export")}
            </SaveFileButton>
          </div>
          <FileForm
            form={fetcher.Form}
            label={t("bins.label")}
            help={t("bins.help")}
            button={t("bins.upload")}
            accept=".csv,.txt,text/csv"
            values={{ location }}
            busy={fetcher.state !== "idle"}
            disabled={!mayChange}
          />
        </Stack>
      </Card>
    </Page>
  );
}
