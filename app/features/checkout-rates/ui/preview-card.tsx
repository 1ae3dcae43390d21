import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatDate } from "../../../platform/i18n/format.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { action } from "../routes/checkout-rates.tsx";

const FIELDS = ["country", "postal", "city", "kg", "value", "sku", "units"] as const;
const NUMBERS = { kg: "decimal", value: "decimal", units: "whole" } as const;

/** What a shopper would be offered for an address and a cart, by the same code that answers checkout. */
export function PreviewCard({ unsaved, mayChange }: { readonly unsaved: boolean; readonly mayChange: boolean }) {
  const { t, i18n } = useTranslation("checkout-rates");
  const { currency } = useShop();
  const { data, state, submit } = useFetcher<typeof action>();
  const [typed, setTyped] = useState<Readonly<Record<(typeof FIELDS)[number], string>>>({
    country: "",
    postal: "",
    city: "",
    kg: "1",
    value: "",
    sku: "",
    units: "1",
  });
  const wrong: readonly string[] = data?.status === "previewInvalid" ? data.fields : [];
  const units = { kg: { unit: "kg" }, value: { unit: currency } } as const;
  return (
    <Card title={t("preview.title")}>
      <Stack gap="loose">
        <Text block tone="subdued">
          {t(unsaved ? "preview.unsaved" : "preview.text")}
        </Text>
        <FieldGrid>
          {FIELDS.map((name) => (
            <InputField
              key={name}
              name={`preview.${name}`}
              label={t(`preview.${name}`)}
              value={typed[name]}
              error={wrong.includes(name) ? t(`preview.wrong.${name as "country"}`) : undefined}
              {...(name in NUMBERS ? { numbers: NUMBERS[name as keyof typeof NUMBERS] } : {})}
              {...(name in units ? units[name as keyof typeof units] : {})}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
            />
          ))}
        </FieldGrid>
        <Row>
          <Button
            busy={state !== "idle"}
            disabled={!mayChange}
            onClick={() => submit({ do: "preview", ...typed }, { method: "post" })}
          >
            {t("preview.show")}
          </Button>
        </Row>
        {data?.status === "previewed" && data.rates.length === 0 && <Text block>{t("preview.nothing")}</Text>}
        {data?.status === "previewed" && data.rates.length > 0 && (
          <DataTable
            caption={t("preview.title")}
            rows={data.rates}
            keyOf={({ code }) => code}
            columns={[
              { id: "name", title: t("preview.service"), cell: ({ name }) => name },
              {
                id: "price",
                title: t("preview.price"),
                numeric: true,
                cell: ({ minor, currency: of }) =>
                  minor === 0 ? t("preview.free") : formatMoney({ minor, currency: of }, i18n.language),
              },
              {
                id: "dates",
                title: t("preview.dates"),
                cell: ({ window }) =>
                  window === null
                    ? t("preview.noDate")
                    : window.from === window.to
                      ? formatDate(window.to, i18n.language)
                      : t("preview.between", {
                          from: formatDate(window.from, i18n.language),
                          to: formatDate(window.to, i18n.language),
                        }),
              },
              { id: "place", title: t("preview.place"), cell: ({ place }) => place },
              { id: "basis", title: t("preview.basis"), cell: ({ basis }) => t(`preview.by.${basis}`) },
            ]}
          />
        )}
      </Stack>
    </Card>
  );
}
