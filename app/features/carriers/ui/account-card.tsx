import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { CARRIER_ABILITIES } from "../domain/carrier.ts";
import type { action } from "../routes/carriers.tsx";
import type { CarriersData } from "./carriers-page.tsx";

type Carrier = CarriersData["carriers"][number];

const TONES: Readonly<Record<Carrier["state"], BadgeTone>> = {
  on: "success",
  off: "warning",
  none: "neutral",
  always: "info",
};

/** One carrier: what it can do, and the account with it. What was typed is sent, and forgotten once it is stored. */
export function AccountCard({ carrier, mayChange }: { readonly carrier: Carrier; readonly mayChange: boolean }) {
  const { t } = useTranslation("carriers");
  const { code, fields, since, hookUrl } = carrier;
  const name = code === "manual" ? t("own") : carrier.name;
  const { data, state, submit, Form, formData } = useToldFetcher<typeof action>(
    ({ status }) =>
      (status === "connected" || status === "works" || status === "disabled") && t(`did.${status}`, { carrier: name }),
  );
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [open, setOpen] = useState(false);

  const outcome = data && "carrier" in data ? data : undefined;
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "connected") {
      setTyped({});
      setOpen(false);
    }
  }
  const wrong = outcome?.status === "wrong" ? outcome.fields : [];
  const problem = outcome?.status === "refused" || outcome?.status === "away" ? outcome.status : null;
  const busyWith = state === "idle" ? undefined : formData?.get("action");

  return (
    <Card title={name} action={<Badge tone={TONES[carrier.state]}>{t(`state.${carrier.state}`)}</Badge>}>
      <Stack gap="loose">
        <Text block>{t(`about.${code as "easypost"}`)}</Text>
        <Abilities can={carrier.can} />
        {since !== null && (
          <Text tone="subdued" block>
            {t("since")} <Time at={since} />
          </Text>
        )}
        {problem !== null && (
          <Text tone="critical" block>
            {t(`problem.${problem}`, { carrier: name })}
          </Text>
        )}
        {fields.length > 0 && (open || carrier.state === "none") && (
          <FieldGrid>
            {fields.map(({ name: field, secret, optional }) => (
              <InputField
                key={field}
                name={`${code}.${field}`}
                label={
                  optional ? t("optional", { field: t(`field.${field as "apiKey"}`) }) : t(`field.${field as "apiKey"}`)
                }
                help={carrier.state !== "none" && secret ? t("keep") : t(`help.${field as "apiKey"}`)}
                value={typed[field] ?? ""}
                error={wrong.includes(field) ? t(`wrong.${field as "apiKey"}`) : undefined}
                disabled={!mayChange}
                secret={secret}
                onChange={(value) => setTyped((before) => ({ ...before, [field]: value }))}
              />
            ))}
          </FieldGrid>
        )}
        {hookUrl !== null && (
          <Stack gap="tight">
            <Text block>{t("hook", { carrier: name })}</Text>
            <Text small block>
              {hookUrl}
            </Text>
          </Stack>
        )}
        {fields.length > 0 && (
          <Row>
            {open || carrier.state === "none" ? (
              <Button
                busy={busyWith === "connect"}
                disabled={!mayChange}
                spoken={t("connectSpoken", { carrier: name })}
                onClick={() => submit({ action: "connect", carrier: code, ...typed }, { method: "post" })}
              >
                {t("connect")}
              </Button>
            ) : (
              <Button disabled={!mayChange} spoken={t("changeSpoken", { carrier: name })} onClick={() => setOpen(true)}>
                {t(carrier.state === "off" ? "connectAgain" : "change")}
              </Button>
            )}
            {carrier.state !== "none" && (
              <ActionForm form={Form} values={{ action: "test", carrier: code }}>
                <Button
                  submit
                  busy={busyWith === "test"}
                  disabled={!mayChange}
                  spoken={t("testSpoken", { carrier: name })}
                >
                  {t("test")}
                </Button>
              </ActionForm>
            )}
            {carrier.state === "on" && (
              <ConfirmButton
                question={t("disableQuestion", { carrier: name })}
                spoken={t("disableSpoken", { carrier: name })}
                disabled={!mayChange}
                yes={
                  <ActionForm form={Form} values={{ action: "disable", carrier: code }}>
                    <Button submit busy={busyWith === "disable"}>
                      {t("disable")}
                    </Button>
                  </ActionForm>
                }
              >
                {t("disable")}
              </ConfirmButton>
            )}
          </Row>
        )}
      </Stack>
    </Card>
  );
}

/** What is offered with it, and what is not. */
function Abilities({ can }: Pick<Carrier, "can">) {
  const { t } = useTranslation("carriers");
  if (can.length === 0) return null;
  const names = (abilities: readonly (typeof CARRIER_ABILITIES)[number][]) =>
    abilities.map((ability) => t(`can.${ability}`)).join(", ");
  const cannot = CARRIER_ABILITIES.filter((ability) => !can.includes(ability));
  return (
    <Stack gap="tight">
      <Text block>{t("canDo", { what: names(can) })}</Text>
      {cannot.length > 0 && (
        <Text tone="subdued" block>
          {t("cannotDo", { what: names(cannot) })}
        </Text>
      )}
    </Stack>
  );
}
