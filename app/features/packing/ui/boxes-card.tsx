import type { FetcherWithComponents } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decimalAmount, formatMoney } from "../../../core/money.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import type { PackagesOutcome } from "../act-on-packages.server.ts";
import type { Box } from "../domain/box.ts";
import { SIZE_UNITS } from "../domain/read-rows.ts";

interface BoxesCardProps {
  readonly boxes: readonly Box[];
  readonly currency: string;
  readonly fetcher: FetcherWithComponents<PackagesOutcome>;
  readonly disabled: boolean;
}

const EMPTY = { name: "", length: "", width: "", height: "", unit: "cm", empty: "", most: "", cost: "" };
type Typed = typeof EMPTY;

/** The shop's boxes: listed, one by one, and as a file. */
export function BoxesCard({ boxes, currency, fetcher, disabled }: BoxesCardProps) {
  const { t, i18n } = useTranslation("packing");
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const busy = fetcher.state !== "idle";
  const cm = (millimetres: number) => formatNumber(millimetres / 10, i18n.language);
  const grams = (weight: number) => t("grams", { grams: formatNumber(weight, i18n.language) });
  const edit = (box: Box) =>
    setTyped({
      name: box.name,
      length: String(box.length / 10),
      width: String(box.width / 10),
      height: String(box.height / 10),
      unit: "cm",
      empty: String(box.emptyGrams),
      most: box.mostGrams === null ? "" : String(box.mostGrams),
      cost: decimalAmount({ minor: box.costMinor, currency }),
    });
  const field = (name: keyof Typed, more: { numbers?: "decimal" | "whole"; unit?: string; help?: string } = {}) => (
    <InputField
      name={name}
      label={t(`packages.field.${name}`)}
      value={typed[name]}
      disabled={disabled}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      {...more}
    />
  );
  return (
    <Card title={t("packages.boxes")}>
      <Stack gap="loose">
        {boxes.length === 0 ? (
          <Empty title={t("packages.emptyTitle")}>{t("packages.emptyText")}</Empty>
        ) : (
          <DataTable
            caption={t("packages.boxes")}
            rows={boxes}
            keyOf={({ id }) => id}
            columns={[
              { id: "name", title: t("packages.field.name"), cell: ({ name }) => name },
              {
                id: "size",
                title: t("packages.size"),
                whole: true,
                cell: ({ length, width, height }) =>
                  t("packages.sizeText", { length: cm(length), width: cm(width), height: cm(height) }),
              },
              {
                id: "empty",
                title: t("packages.field.empty"),
                numeric: true,
                cell: ({ emptyGrams }) => grams(emptyGrams),
              },
              {
                id: "most",
                title: t("packages.field.most"),
                numeric: true,
                cell: ({ mostGrams }) => (mostGrams === null ? t("packages.noLimit") : grams(mostGrams)),
              },
              {
                id: "cost",
                title: t("packages.field.cost"),
                numeric: true,
                cell: ({ costMinor }) => formatMoney({ minor: costMinor, currency }, i18n.language),
              },
              {
                id: "act",
                title: t("packages.act"),
                cell: (box) => (
                  <Row>
                    <Button
                      plain
                      spoken={t("packages.editBox", { name: box.name })}
                      disabled={disabled}
                      onClick={() => edit(box)}
                    >
                      {t("packages.edit")}
                    </Button>
                    <ActionForm form={fetcher.Form} values={{ do: "delete", box: box.id }}>
                      <Button
                        plain
                        submit
                        spoken={t("packages.deleteBox", { name: box.name })}
                        disabled={disabled || busy}
                      >
                        {t("packages.delete")}
                      </Button>
                    </ActionForm>
                  </Row>
                ),
              },
            ]}
          />
        )}
        <fetcher.Form method="post">
          <input type="hidden" name="do" value="box" />
          <Stack gap="loose">
            <FieldGrid>
              {field("name", { help: t("packages.nameHelp") })}
              <SelectField
                name="unit"
                label={t("packages.field.unit")}
                value={typed.unit}
                disabled={disabled}
                choices={SIZE_UNITS.map((unit) => ({ value: unit, label: t(`packages.unit.${unit}`) }))}
                onChange={(unit) => setTyped({ ...typed, unit })}
              />
              {field("length", { numbers: "decimal", unit: typed.unit })}
              {field("width", { numbers: "decimal", unit: typed.unit })}
              {field("height", { numbers: "decimal", unit: typed.unit })}
              {field("cost", { numbers: "decimal", unit: currency })}
              {field("empty", { numbers: "whole", unit: "g" })}
              {field("most", { numbers: "whole", unit: "g", help: t("packages.mostHelp") })}
            </FieldGrid>
            <Row>
              <Button submit primary busy={busy} disabled={disabled}>
                {t("packages.save")}
              </Button>
            </Row>
          </Stack>
        </fetcher.Form>
        <div>
          <SaveFileButton url={`/app/settings/packages/boxes.csv?locale=${i18n.language}`} name="boxes.csv">
            {t("packages.exportBoxes")}
          </SaveFileButton>
        </div>
        <FileForm
          form={fetcher.Form}
          label={t("packages.boxesFile")}
          help={t("packages.boxesHelp")}
          button={t("packages.uploadBoxes")}
          accept=".csv,.txt,text/csv"
          values={{ what: "boxes" }}
          busy={busy}
          disabled={disabled}
        />
      </Stack>
    </Card>
  );
}
