import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { SHORT_REASONS, type ShortReason } from "../domain/batch.ts";
import type { Stop } from "../pick-page.server.ts";

interface ShortFormProps {
  readonly stop: Stop;
  readonly busy: boolean;
  /** Reports units of an order's line as missing. */
  readonly onReport: (values: Readonly<Record<string, string>>) => void;
  readonly onCancel: () => void;
}

/** How many are missing of the item in hand, and why. The order that is served last goes without. */
export function ShortForm({ stop, busy, onReport, onCancel }: ShortFormProps) {
  const { t } = useTranslation("picking");
  const most = stop.totes.at(-1)?.units ?? stop.left;
  const [units, setUnits] = useState(String(most));
  const [reason, setReason] = useState<ShortReason>("notFound");
  const isNumber = /^\d{1,4}$/.test(units) && Number(units) >= 1 && Number(units) <= most;
  const report = () => {
    onReport({ do: "short", shortId: globalThis.crypto.randomUUID(), ...stop.last, units, reason });
  };
  return (
    <Stack>
      <Text>{t("short.text")}</Text>
      <FieldGrid>
        <InputField
          name="units"
          label={t("short.units")}
          value={units}
          numbers="whole"
          error={isNumber ? undefined : t("short.most", { count: most })}
          onChange={setUnits}
        />
        <SelectField
          name="reason"
          label={t("short.why")}
          value={reason}
          choices={SHORT_REASONS.map((value) => ({ value, label: t(`shortReason.${value}`) }))}
          onChange={(value) => setReason(SHORT_REASONS.find((each) => each === value) ?? "other")}
        />
      </FieldGrid>
      <Row>
        <Button primary busy={busy} disabled={!isNumber} onClick={report}>
          {t("short.report")}
        </Button>
        <Button onClick={onCancel}>{t("short.cancel")}</Button>
      </Row>
    </Stack>
  );
}
