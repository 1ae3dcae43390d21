import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckList } from "../../../shell/ui/check-list.tsx";
import { FieldGrid, FieldGroup, InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { NEW_ZONE, type ListTexts, type TextErrors, type ZoneTexts } from "../domain/price-list-form.ts";

interface PriceListCardProps {
  readonly list: ListTexts;
  /** Its place among the lists: names of fields and of errors begin with it. */
  readonly index: number;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly errors: TextErrors;
  readonly disabled: boolean;
  /** Null: the list goes. */
  readonly onChange: (list: ListTexts | null) => void;
}

const NAMED = ["name", "countries", "provinces", "postal"] as const;

/** One price list: its name, where it is used, and the prices of its zones. */
export function PriceListCard({ list, index, locations, errors, disabled, onChange }: PriceListCardProps) {
  const { t } = useTranslation("settings");
  const { currency } = useShop();
  const errorOf = (field: string) => {
    const error = errors[field];
    return error && t(`priceLists.error.${error.code}`, { what: error.what });
  };
  const putZone = (at: number, zone: ZoneTexts | null) =>
    onChange({ ...list, zones: list.zones.flatMap((each, n) => (n !== at ? [each] : zone === null ? [] : [zone])) });
  const title = list.name.trim() === "" ? t("priceLists.unnamed") : list.name;
  return (
    <Card title={title}>
      <Stack gap="loose">
        <InputField
          name={`${index}.name`}
          label={t("priceLists.name")}
          help={t("priceLists.nameHelp")}
          value={list.name}
          error={errorOf(`${index}.name`)}
          disabled={disabled}
          onChange={(name) => onChange({ ...list, name })}
        />
        <CheckList
          label={t("priceLists.locations")}
          choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={list.locationIds}
          disabled={disabled}
          onChange={(locationIds) => onChange({ ...list, locationIds: [...locationIds] })}
        />
        {list.zones.map((zone, at) => (
          <FieldGroup key={at} legend={t("priceLists.zone", { number: at + 1 })}>
            <FieldGrid>
              {NAMED.map((field) => (
                <InputField
                  key={field}
                  name={`${index}.${at}.${field}`}
                  label={t(`priceLists.zoneFields.${field}`)}
                  help={t(`priceLists.zoneFields.${field}Help`)}
                  value={zone[field]}
                  error={errorOf(`${index}.${at}.${field}`)}
                  disabled={disabled}
                  onChange={(value) => putZone(at, { ...zone, [field]: value })}
                />
              ))}
            </FieldGrid>
            <InputField
              name={`${index}.${at}.steps`}
              label={t("priceLists.steps", { currency })}
              help={t("priceLists.stepsHelp")}
              lines={5}
              value={zone.steps}
              error={errorOf(`${index}.${at}.steps`)}
              disabled={disabled}
              onChange={(steps) => putZone(at, { ...zone, steps })}
            />
            {list.zones.length > 1 && (
              <Row>
                <Button
                  disabled={disabled}
                  spoken={t("priceLists.removeZoneSpoken", { number: at + 1, list: title })}
                  onClick={() => putZone(at, null)}
                >
                  {t("priceLists.removeZone")}
                </Button>
              </Row>
            )}
          </FieldGroup>
        ))}
        <Row>
          <Button disabled={disabled} onClick={() => onChange({ ...list, zones: [...list.zones, NEW_ZONE] })}>
            {t("priceLists.addZone")}
          </Button>
          <Button
            disabled={disabled}
            spoken={t("priceLists.removeSpoken", { list: title })}
            onClick={() => onChange(null)}
          >
            {t("priceLists.remove")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
