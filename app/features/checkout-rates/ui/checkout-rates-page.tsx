import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { NEW_SERVICE, type OfferTexts, type ServiceTexts } from "../domain/offer-form.ts";
import type { action } from "../routes/checkout-rates.tsx";
import { PreviewCard } from "./preview-card.tsx";
import type { RatesData } from "./rates-data.ts";
import { ServiceCard } from "./service-card.tsx";
import { SwitchCard } from "./switch-card.tsx";

/** Live rates at checkout: what they are, whether they are on, what is offered, and what a shopper would see. */
export function CheckoutRatesPage(page: RatesData) {
  const { t } = useTranslation(["checkout-rates", "settings"]);
  const { data, state, submit } = useToldFetcher<typeof action>(({ status }) => status === "saved" && t("saved"));
  /** Null: as it is stored. */
  const [changed, setChanged] = useState<OfferTexts | null>(null);
  const offer = changed ?? page.offer;
  const errors = data?.status === "invalid" && changed !== null ? data.errors : {};
  const errorOf = (field: string) => errors[field] && t(`error.${errors[field]}`);

  // An answer is taken once, while rendering.
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "saved") setChanged(null);
  }

  const put = (at: number, service: ServiceTexts | null) =>
    setChanged({
      ...offer,
      services: offer.services.flatMap((each, n) => (n !== at ? [each] : service === null ? [] : [service])),
    });
  const field = (name: "name" | "boxGrams" | "keepHours") => ({
    name,
    label: t(`fields.${name}`),
    help: t(`fields.${name}Help`),
    value: offer[name],
    error: errorOf(name),
    disabled: !page.mayChange,
    onChange: (value: string) => setChanged({ ...offer, [name]: value }),
  });
  return (
    <Page title={t("title")} back={{ label: t("settings:title"), to: "/app/settings" }}>
      {!page.mayChange && <Notice title={t("forbidden")} />}
      <Unsaved
        open={changed !== null}
        busy={state !== "idle"}
        onSave={() => submit({ do: "save", offer: JSON.stringify(offer) }, { method: "post" })}
        onDiscard={() => setChanged(null)}
      />
      {Object.keys(errors).length > 0 && <Notice tone="critical" title={t("check")} />}
      <SwitchCard {...page} />
      {offer.services.length === 0 && (
        <Card>
          <Empty title={t("empty.title")}>
            {t(page.lists.length + page.carriers.length === 0 ? "empty.noPrices" : "empty.text")}
          </Empty>
        </Card>
      )}
      {offer.services.map((service, at) => (
        <ServiceCard
          key={at}
          service={service}
          at={at}
          page={page}
          errorOf={errorOf}
          onChange={(next) => put(at, next)}
        />
      ))}
      <Row>
        <Button
          disabled={!page.mayChange}
          onClick={() => setChanged({ ...offer, services: [...offer.services, NEW_SERVICE] })}
        >
          {t("add")}
        </Button>
      </Row>
      <Card title={t("all")}>
        <Stack gap="loose">
          <InputField {...field("name")} />
          <FieldGrid>
            <InputField {...field("boxGrams")} numbers="whole" unit="g" />
            <InputField {...field("keepHours")} numbers="whole" unit="h" />
          </FieldGrid>
        </Stack>
      </Card>
      <PreviewCard unsaved={changed !== null} mayChange={page.mayChange} />
    </Page>
  );
}
