import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { LEAST_FIELDS, WHEN_FIELD } from "../domain/in-part-form.ts";

interface InPartCardProps {
  /** What a field of this name shows and does. */
  readonly field: (name: string) => {
    readonly name: string;
    readonly value: string;
    readonly error: string | undefined;
    readonly disabled: boolean;
    readonly onChange: (value: string) => void;
  };
}

/** What is done with orders of which units are missing. */
export function InPartCard({ field }: InPartCardProps) {
  const { t } = useTranslation("settings");
  const { currency } = useShop();
  return (
    <Card title={t("inPart.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("inPart.text")}
        </Text>
        <SelectField
          {...field(WHEN_FIELD)}
          label={t("inPart.when")}
          help={t("inPart.whenHelp")}
          choices={(["wait", "ship"] as const).map((value) => ({ value, label: t(`inPart.${value}`) }))}
        />
        <FieldGrid>
          {LEAST_FIELDS.map(({ name, kind }) => (
            <InputField
              key={name}
              {...field(`inPart.${name}`)}
              label={t(`inPart.${name}`, { currency })}
              help={t(`inPart.${name}Help`)}
              numbers={kind === "amount" ? "decimal" : "whole"}
            />
          ))}
        </FieldGrid>
      </Stack>
    </Card>
  );
}
