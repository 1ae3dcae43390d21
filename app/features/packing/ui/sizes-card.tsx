import type { FetcherWithComponents } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, FieldGroup, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { PackagesOutcome } from "../act-on-packages.server.ts";
import type { SizeFields } from "../domain/metafield-size.ts";

interface SizesCardProps {
  readonly fields: SizeFields;
  readonly known: { readonly staff: number; readonly metafield: number };
  readonly fetcher: FetcherWithComponents<PackagesOutcome>;
  readonly disabled: boolean;
}

const SIDES = ["length", "width", "height"] as const;
const UNITS = ["mm", "cm", "in"] as const;

/** How large the shop's things are: from a file, or from metafields of their variants. */
export function SizesCard({ fields, known, fetcher, disabled }: SizesCardProps) {
  const { t, i18n } = useTranslation("packing");
  const busy = fetcher.state !== "idle";
  return (
    <Card title={t("packages.sizesTitle")}>
      <Stack gap="loose">
        <Text block>{t("packages.sizesText")}</Text>
        <Text block tone="subdued">
          {t("packages.sizesKnown", { staff: known.staff, metafield: known.metafield })}
        </Text>
        <div>
          <SaveFileButton url={`/app/settings/packages/sizes.csv?locale=${i18n.language}`} name="sizes.csv">
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
          disabled={disabled}
        />
        <Fields key={JSON.stringify(fields)} fields={fields} fetcher={fetcher} disabled={disabled} />
      </Stack>
    </Card>
  );
}

function Fields({ fields, fetcher, disabled }: Omit<SizesCardProps, "known">) {
  const { t } = useTranslation("packing");
  const [typed, setTyped] = useState(fields);
  const wrong = fetcher.data?.status === "wrongSizes" ? fetcher.data.fields : [];
  const put = (key: keyof SizeFields) => (value: string) => setTyped({ ...typed, [key]: value });
  const field = (key: "all" | (typeof SIDES)[number]) => (
    <InputField
      key={key}
      name={`metafield-${key}`}
      label={t(`sizes.${key}`)}
      {...(key === "all" ? { help: t("sizes.allHelp") } : {})}
      value={typed[key]}
      error={wrong.includes(key) ? t("sizes.wrong") : undefined}
      disabled={disabled}
      onChange={put(key)}
    />
  );
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="do" value="sizes" />
      <input type="hidden" name="fields" value={JSON.stringify(typed)} />
      <FieldGroup legend={t("sizes.title")}>
        <Stack gap="loose">
          <Text block>{t("sizes.text")}</Text>
          <FieldGrid>
            {SIDES.map(field)}
            <SelectField
              name="metafield-unit"
              label={t("sizes.unit")}
              help={t("sizes.unitHelp")}
              value={typed.unit}
              choices={UNITS.map((unit) => ({ value: unit, label: t(`sizes.units.${unit}`) }))}
              disabled={disabled}
              onChange={put("unit")}
            />
            {field("all")}
          </FieldGrid>
          <Row>
            <Button submit busy={fetcher.state !== "idle"} disabled={disabled}>
              {t("sizes.save")}
            </Button>
          </Row>
        </Stack>
      </FieldGroup>
    </fetcher.Form>
  );
}
