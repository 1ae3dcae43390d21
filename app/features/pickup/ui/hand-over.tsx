import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { CHECKS } from "../domain/pickup-state.ts";
import type { PickupData, PickupFetcher } from "./pickup-page.tsx";
import { UnitFields } from "./unit-fields.tsx";

interface HandOverProps {
  readonly data: PickupData;
  readonly fetcher: PickupFetcher;
}

/** Somebody is at the desk: how they were checked, what they take, and who they are if it is not the customer. */
export function HandOver({ data: { pickup, lines, code, mayAct }, fetcher }: HandOverProps) {
  const { t } = useTranslation("pickup");
  const waiting = lines.filter(({ left }) => left > 0);
  const [units, setUnits] = useState(() =>
    Object.fromEntries(waiting.map(({ lineId, left }) => [lineId, String(left)])),
  );
  const [typed, setTyped] = useState(code);
  const [checked, setChecked] = useState<string>("code");
  const [collector, setCollector] = useState("");
  const all = waiting.every(({ lineId, left }) => units[lineId] === String(left));
  return (
    <Card title={t("handOver.title")}>
      <fetcher.Form method="post">
        <input type="hidden" name="act" value="collect" />
        <input type="hidden" name="lines" value={linesOf(units)} />
        <Stack gap="loose">
          {code !== "" && <Notice tone="success" title={t("handOver.codeFits")} />}
          <SelectField
            name="checked"
            label={t("check.label")}
            value={checked}
            help={t("check.help")}
            choices={CHECKS.map((value) => ({ value, label: t(`check.${value}`) }))}
            onChange={setChecked}
          />
          {checked === "code" && (
            <InputField name="code" label={t("handOver.code")} value={typed} onChange={setTyped} />
          )}
          <UnitFields legend={t("handOver.what")} lines={waiting} units={units} onChange={setUnits} />
          {!all && <Text small>{t("handOver.partly")}</Text>}
          <InputField
            name="collector"
            label={t("handOver.collector")}
            help={t("handOver.collectorHelp")}
            value={collector}
            onChange={setCollector}
          />
          <Button
            submit
            primary
            busy={fetcher.state !== "idle" || pickup.asked === "collect"}
            disabled={!mayAct || pickup.asked !== ""}
          >
            {t(all ? "handOver.all" : "handOver.some")}
          </Button>
        </Stack>
      </fetcher.Form>
    </Card>
  );
}

/** Numbers of units as the server reads them; what is no number is left for it to refuse. */
export const linesOf = (units: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(units).map(([id, text]) => [id, text.trim() === "" ? 0 : text])));
