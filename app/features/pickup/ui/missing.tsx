import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { linesOf } from "./hand-over.tsx";
import type { PickupData, PickupFetcher } from "./pickup-page.tsx";
import { UnitFields } from "./unit-fields.tsx";

interface MissingProps {
  readonly data: PickupData;
  readonly fetcher: PickupFetcher;
}

/** Something is not on the shelf: another location has it, and sends it. */
export function Missing({ data: { pickup, lines, sources, connected }, fetcher }: MissingProps) {
  const { t } = useTranslation("pickup");
  const places = [...new Map(sources.map(({ locationId, location }) => [locationId, location]))];
  const [from, setFrom] = useState(places[0]?.[0] ?? "");
  const [units, setUnits] = useState<Record<string, string>>({});
  const [days, setDays] = useState("1");
  const there = lines.filter(({ lineId }) =>
    sources.some((each) => each.lineId === lineId && each.locationId === from),
  );
  return (
    <Card title={t("missing.title")}>
      {!connected ? (
        <Stack>
          <Text block>{t("missing.notConnected")}</Text>
          <div>
            <LinkButton to="/app/inventory/transfers/settings">{t("missing.connect")}</LinkButton>
          </div>
        </Stack>
      ) : places.length === 0 ? (
        <Text tone="subdued">{t("missing.nowhere")}</Text>
      ) : (
        <fetcher.Form method="post">
          <input type="hidden" name="act" value="transfer" />
          <input type="hidden" name="lines" value={linesOf(units)} />
          <Stack gap="loose">
            <SelectField
              name="locationId"
              label={t("missing.from")}
              value={from}
              choices={places.map(([value, label]) => ({ value, label }))}
              onChange={(place) => {
                setFrom(place);
                setUnits({});
              }}
            />
            <UnitFields legend={t("missing.what")} lines={there} units={units} onChange={setUnits} />
            <InputField
              name="days"
              label={t("missing.days")}
              help={t("missing.daysHelp")}
              numbers="whole"
              value={days}
              onChange={setDays}
            />
            <Button submit disabled={pickup.asked !== ""} busy={fetcher.state !== "idle"}>
              {t("missing.ask")}
            </Button>
          </Stack>
        </fetcher.Form>
      )}
    </Card>
  );
}
