import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatCountry } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { whyOf } from "../event-text.ts";
import type { action } from "../routes/order.tsx";
import { wordOf } from "../words.ts";
import { adminUrl } from "./admin-url.ts";
import type { OrderData } from "./order-data.ts";
import { useAct } from "./use-act.ts";

type Check = NonNullable<OrderData["address"]>;
type Addresses = Extract<NonNullable<ReturnType<typeof useFetcher<typeof action>>["data"]>, { status: "addresses" }>;

/** Labels that wait because a carrier doubts the address: why, both writings, and what to do. Nothing when none waits. */
export function DoubtfulAddress({ address, order, may }: Pick<OrderData, "address" | "order" | "may">) {
  const { t } = useTranslation("orders");
  const { domain } = useShop();
  const { data: outcome, state, Form, formData } = useAct();
  const both = useFetcher<typeof action>();
  if (address?.status !== "waiting") return null;
  const busyWith = state === "idle" ? undefined : formData?.get("answer");
  const problem = [outcome, both.data].find((each) => each?.status === "refused");
  return (
    <Card title={t("order.address.waits")}>
      <Stack gap="loose">
        <Doubts check={address} />
        {both.data?.status === "addresses" ? (
          <SideBySide {...both.data} carrier={address.carrier} />
        ) : (
          <ActionForm form={both.Form} values={{ action: "showAddresses" }}>
            <Button submit busy={both.state !== "idle"} disabled={!may.seeCustomer}>
              {t(address.result === "corrected" ? "order.address.compare" : "order.address.show")}
            </Button>
          </ActionForm>
        )}
        <Text block>{t("order.address.todo")}</Text>
        {problem?.status === "refused" && (
          <Text tone="critical" block>
            {wordOf(t, "refused", problem.code)}
          </Text>
        )}
        <Row>
          <LinkButton outside primary to={adminUrl(domain, order.orderId)}>
            {t("order.address.edit")}
          </LinkButton>
          <ActionForm form={Form} values={{ action: "address", answer: "buy" }}>
            <Button submit busy={busyWith === "buy"} disabled={!may.ship}>
              {t("order.address.buy")}
            </Button>
          </ActionForm>
          <ActionForm form={Form} values={{ action: "address", answer: "leave" }}>
            <Button submit busy={busyWith === "leave"} disabled={!may.ship}>
              {t("order.address.leave")}
            </Button>
          </ActionForm>
        </Row>
      </Stack>
    </Card>
  );
}

/** What a carrier said of the address of an order, where nothing waits for it. */
export function AddressCheck({ address }: Pick<OrderData, "address">) {
  const { t } = useTranslation("orders");
  if (address === null || address.status === "waiting") return null;
  return (
    <Card title={t("order.address.title")}>
      <Stack>
        <Row>
          <Badge tone={address.result === "deliverable" ? "success" : "warning"}>
            {t(`order.address.results.${address.result}`)}
          </Badge>
          <Text tone="subdued">
            {address.carrier} · <Time at={address.checkedAt} />
          </Text>
        </Row>
        {address.result !== "deliverable" && <Doubts check={address} />}
        {address.status === "approved" && <Text block>{t("order.address.approved")}</Text>}
      </Stack>
    </Card>
  );
}

/** Why, in words: what the carrier cannot find, or writes otherwise. */
function Doubts({ check }: { readonly check: Check }) {
  const { t } = useTranslation("orders");
  const { result, carrier } = check;
  const whys = [...check.codes.map((code) => whyOf(code, t)), ...check.parts.map((part) => t(`reason.other_${part}`))];
  return (
    <Stack gap="tight">
      <Text block>{t(`order.address.said.${result}`, { carrier })}</Text>
      {whys.map((why) => (
        <Text key={why} block tone={result === "unknown" ? "subdued" : "critical"}>
          {why}
        </Text>
      ))}
    </Stack>
  );
}

function SideBySide({ given, suggested, carrier }: Addresses & { readonly carrier: string }) {
  const { t } = useTranslation("orders");
  if (given === null) return <Text block>{t("order.customer.none")}</Text>;
  const mine = <Written title={t("order.address.given")} address={given} other={suggested} />;
  if (suggested === null) return mine;
  return (
    <FieldGrid>
      {mine}
      <Written title={t("order.address.suggested", { carrier })} address={suggested} other={given} />
    </FieldGrid>
  );
}

type Writing = NonNullable<Addresses["given"]>;

/** An address line by line; what the other one writes otherwise stands out. */
function Written(props: { readonly title: string; readonly address: Writing; readonly other: Writing | null }) {
  const { title, address, other } = props;
  const { i18n } = useTranslation("orders");
  const lines = (of: Writing) => [of.address1, of.address2 ?? "", [of.zip, of.city].filter(Boolean).join(" ")];
  const others = other && lines(other);
  return (
    <Stack gap="tight">
      <Text small tone="subdued">
        {title}
      </Text>
      {lines(address).map(
        (line, nth) =>
          line !== "" && (
            <Text key={nth} block strong={others !== null && others[nth] !== line}>
              {line}
            </Text>
          ),
      )}
      <Text block>{formatCountry(address.countryCode, i18n.language)}</Text>
    </Stack>
  );
}
