import { useActionData, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatCountry } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { OrderPerson } from "../domain/person.ts";
import type { action } from "../routes/order.tsx";
import { wordOf } from "../words.ts";

/** Who ordered. Shown only when asked for, because each look is written down; gone again when the page is left. */
export function CustomerCard({ allowed }: { readonly allowed: boolean }) {
  const { t } = useTranslation("orders");
  const { data: fetched, state, Form } = useFetcher<typeof action>();
  // A click before the page's script started posted the page itself.
  const posted = useActionData<typeof action>();
  const data = fetched ?? posted;
  return (
    <Card title={t("order.customer.title")}>
      {data?.status === "customer" ? (
        data.person === null ? (
          <Text block>{t("order.customer.none")}</Text>
        ) : (
          <Person person={data.person} />
        )
      ) : (
        <Stack>
          <Text tone="subdued" block>
            {t("order.customer.hidden")}
          </Text>
          {data?.status === "refused" && (
            <Text tone="critical" block>
              {wordOf(t, "refused", data.code)}
            </Text>
          )}
          <ActionForm form={Form} values={{ action: "showCustomer" }}>
            <Button submit busy={state !== "idle"} disabled={!allowed}>
              {t("order.customer.show")}
            </Button>
          </ActionForm>
        </Stack>
      )}
    </Card>
  );
}

function Person({ person }: { readonly person: OrderPerson }) {
  const { t, i18n } = useTranslation("orders");
  const { name, email, phone, address1, address2, zip, city, provinceCode, countryCode } = person;
  const address = [
    address1,
    address2,
    [zip, city].filter(Boolean).join(" "),
    provinceCode,
    countryCode && formatCountry(countryCode, i18n.language),
  ].filter(Boolean);
  return (
    <Stack>
      {name !== null && <Text strong>{name}</Text>}
      <Facts
        rows={[
          { name: t("order.customer.address"), value: address.join(", ") },
          { name: t("order.customer.email"), value: email ?? "" },
          { name: t("order.customer.phone"), value: phone ?? "" },
        ].filter(({ value }) => value !== "")}
      />
    </Stack>
  );
}
