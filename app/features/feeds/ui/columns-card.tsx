import type { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { FieldGrid, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { FileFormat } from "../runs.server.ts";
import type { FeedAnswer, FeedData } from "./feed-page.tsx";

interface ColumnsCardProps {
  readonly data: FeedData;
  readonly format: FileFormat;
  readonly fetcher: ReturnType<typeof useFetcher<FeedAnswer>>;
}

const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;
const FIELDS = ["code", "quantity", "location", "state"] as const;

/** How the file was read, and which of its columns is which: guessed, and confirmed by a person. */
export function ColumnsCard({ data: { feed, columns, mayChange }, format, fetcher }: ColumnsCardProps) {
  const { t } = useTranslation("feeds");
  const { headings, sample, encoding, delimiter } = format;
  const [values, setValues] = useState(() => ({
    code: known(columns.code, headings),
    quantity: known(columns.quantity, headings),
    location: known(columns.location, headings),
    state: known(columns.state, headings),
  }));
  const choices = [
    { value: "", label: t("columns.none") },
    ...headings.map((heading) => ({ value: heading, label: heading })),
  ];
  const Form = fetcher.Form;
  return (
    <Card title={t("columns.title")}>
      <Form method="post">
        <Stack gap="loose">
          <Text tone="subdued">
            {t("columns.text", {
              encoding: encoding.toUpperCase(),
              delimiter: t(`delimiter.${DELIMITERS[delimiter]}`),
            })}
          </Text>
          <input type="hidden" name="action" value="columns" />
          {feed.locationId !== null && <input type="hidden" name="location" value="" />}
          <FieldGrid>
            {FIELDS.filter((name) => name !== "location" || feed.locationId === null).map((name) => (
              <SelectField
                key={name}
                name={name}
                label={t(`columns.${name}`)}
                value={values[name]}
                choices={choices}
                onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
              />
            ))}
          </FieldGrid>
          <div>
            <Button submit primary busy={fetcher.state !== "idle"} disabled={!mayChange}>
              {t("columns.save")}
            </Button>
          </div>
          {sample.length > 0 && (
            <div className="e-scroll">
              <DataTable<{ readonly cells: readonly string[]; readonly n: number }>
                caption={t("columns.sample")}
                rows={sample.map((cells, n) => ({ cells, n }))}
                keyOf={({ n }) => String(n)}
                columns={headings.map((heading, column) => ({
                  id: String(column),
                  title: heading,
                  cell: ({ cells }) => cells[column] ?? "",
                }))}
              />
            </div>
          )}
        </Stack>
      </Form>
    </Card>
  );
}

/** A heading that the file has; otherwise none. */
const known = (heading: string | undefined, headings: readonly string[]): string =>
  heading !== undefined && headings.includes(heading) ? heading : "";
