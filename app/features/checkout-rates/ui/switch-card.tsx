import { useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { SCOPES_FOR_RATES } from "../domain/scopes.ts";
import type { action } from "../routes/checkout-rates.tsx";
import type { RatesData } from "./rates-data.ts";

/** What live rates are, what they need of the shop, and the switch. */
export function SwitchCard({ on, trouble, plan, allows, mayRegister, inShopify, mayChange }: RatesData) {
  const { t } = useTranslation("checkout-rates");
  const { data, state, Form } = useToldFetcher<typeof action>(
    ({ status }) => (status === "turnedOn" || status === "turnedOff") && t(`told.${status}`),
  );
  return (
    <Card title={t("how.title")} action={<Badge tone={on ? "success" : "neutral"}>{t(on ? "on" : "off")}</Badge>}>
      <Stack gap="loose">
        <Text block>{t("how.text")}</Text>
        <Text block>{t("how.dates")}</Text>
        <Facts
          rows={[
            { name: t("plan.name"), value: `${plan === "" ? t("plan.unknown") : plan}: ${t(`plan.${allows}`)}` },
            { name: t("inShopify.name"), value: t(`inShopify.${inShopify}`) },
          ]}
        />
        {!mayRegister && <AskScopes disabled={!mayChange} />}
        {trouble !== "" && (
          <Notice tone="critical" title={t("trouble.title")}>
            {t("trouble.text", { code: trouble })}
          </Notice>
        )}
        {(data?.status === "nothingOffered" || data?.status === "notAllowed") && (
          <Notice tone="warning" title={t(`told.${data.status}`)} />
        )}
        {on && inShopify === "active" && <Text block>{t("how.profile")}</Text>}
        <Row>
          <ActionForm form={Form} values={{ do: on ? "turnOff" : "turnOn" }}>
            <Button submit primary={!on} busy={state !== "idle"} disabled={!mayChange || (!on && !mayRegister)}>
              {t(on ? "turnOff" : "turnOn")}
            </Button>
          </ActionForm>
          {on && (trouble !== "" || inShopify === "missing" || inShopify === "inactive") && (
            <ActionForm form={Form} values={{ do: "turnOn" }}>
              <Button submit busy={state !== "idle"} disabled={!mayChange || !mayRegister}>
                {t("again")}
              </Button>
            </ActionForm>
          )}
        </Row>
      </Stack>
    </Card>
  );
}

/** The shop has to allow it in Shopify first. Only the store's owner and staff who may manage apps can say yes. */
function AskScopes({ disabled }: { readonly disabled: boolean }) {
  const { t } = useTranslation("checkout-rates");
  const bridge = useAppBridge();
  const { revalidate } = useRevalidator();
  const [state, setState] = useState<"open" | "asking" | "granted">("open");
  const ask = async () => {
    setState("asking");
    const { result } = await bridge.scopes.request([...SCOPES_FOR_RATES]);
    setState(result === "granted-all" ? "granted" : "open");
    bridge.toast.show(t(result === "granted-all" ? "allow.granted" : "allow.declined"));
    revalidate();
  };
  return (
    <Notice tone="warning" title={t("allow.title")}>
      <Stack>
        <Text block>{t(state === "granted" ? "allow.soon" : "allow.text")}</Text>
        {state !== "granted" && (
          <Row>
            <Button busy={state === "asking"} disabled={disabled} onClick={() => void ask()}>
              {t("allow.ask")}
            </Button>
          </Row>
        )}
      </Stack>
    </Notice>
  );
}
