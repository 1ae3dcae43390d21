import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { wordOf } from "../words.ts";
import { useAct } from "./use-act.ts";

/** A label that was bought elsewhere: its number typed or scanned, and who carries it. */
export function OwnNumber({
  fulfillmentOrderId,
  disabled,
}: {
  readonly fulfillmentOrderId: string;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation("orders");
  const { data: outcome, state, submit } = useAct();
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState("");
  const [courier, setCourier] = useState("");
  const [sure, setSure] = useState(false);
  const refused = outcome?.status === "refused" ? outcome.code : undefined;
  if (!open)
    return (
      <Row>
        <Button plain disabled={disabled} onClick={() => setOpen(true)}>
          {t("order.own.open")}
        </Button>
      </Row>
    );
  return (
    <Stack>
      <FieldGrid>
        <InputField
          name={`number-${fulfillmentOrderId}`}
          label={t("order.own.number")}
          help={t("order.own.numberHelp")}
          value={number}
          error={refused === "noNumber" || refused === "notOfCourier" ? t(`refused.${refused}`) : undefined}
          onChange={setNumber}
        />
        <InputField
          name={`courier-${fulfillmentOrderId}`}
          label={t("order.own.courier")}
          help={t("order.own.courierHelp")}
          value={courier}
          error={refused === "noCourier" ? t("refused.noCourier") : undefined}
          onChange={setCourier}
        />
      </FieldGrid>
      {refused === "notOfCourier" && <CheckField label={t("order.own.sure")} checked={sure} onChange={setSure} />}
      {refused !== undefined && !["noNumber", "notOfCourier", "noCourier"].includes(refused) && (
        <Text tone="critical" block>
          {wordOf(t, "refused", refused)}
        </Text>
      )}
      <Row>
        <Button
          busy={state !== "idle"}
          disabled={disabled}
          onClick={() =>
            submit({ action: "ownNumber", fulfillmentOrderId, number, courier, sure: String(sure) }, { method: "post" })
          }
        >
          {t("order.own.ship")}
        </Button>
      </Row>
    </Stack>
  );
}
