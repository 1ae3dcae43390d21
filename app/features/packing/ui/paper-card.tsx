import type { FetcherWithComponents } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, FieldGroup, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { PackagesOutcome } from "../act-on-packages.server.ts";
import type { PaperSettings } from "../domain/paper-settings.ts";
import { PAPERS } from "../domain/sheet.ts";
import { SLIP_LANGUAGES } from "../domain/slip-words.ts";

interface PaperCardProps {
  readonly settings: PaperSettings;
  readonly fetcher: FetcherWithComponents<PackagesOutcome>;
  readonly disabled: boolean;
}

/** What stands on the shop's paper, and which paper it is. */
export function PaperCard({ settings, fetcher, disabled }: PaperCardProps) {
  const { t } = useTranslation("packing");
  const [typed, setTyped] = useState(settings);
  const choose = <Key extends keyof PaperSettings>(key: Key, value: PaperSettings[Key] | undefined) =>
    value !== undefined && setTyped({ ...typed, [key]: value });
  return (
    <Card title={t("settings.title")}>
      <fetcher.Form method="post">
        <input type="hidden" name="do" value="paper" />
        <input type="hidden" name="settings" value={JSON.stringify(typed)} />
        <Stack gap="loose">
          <Text block>{t("settings.text")}</Text>
          <FieldGrid>
            <SelectField
              name="paper"
              label={t("settings.paper")}
              value={typed.paper}
              disabled={disabled}
              choices={PAPERS.map((paper) => ({ value: paper, label: t(`paperSize.${paper}`) }))}
              onChange={(value) =>
                choose(
                  "paper",
                  PAPERS.find((paper) => paper === value),
                )
              }
            />
            <SelectField
              name="language"
              label={t("settings.language")}
              help={t("settings.languageHelp")}
              value={typed.language}
              disabled={disabled}
              choices={SLIP_LANGUAGES.map((language) => ({ value: language, label: t(`language.${language}`) }))}
              onChange={(value) =>
                choose(
                  "language",
                  SLIP_LANGUAGES.find((language) => language === value),
                )
              }
            />
            <InputField
              name="sender"
              label={t("settings.sender")}
              help={t("settings.senderHelp")}
              lines={4}
              value={typed.sender}
              disabled={disabled}
              onChange={(value) => choose("sender", value)}
            />
            <InputField
              name="giftAttribute"
              label={t("settings.gift")}
              help={t("settings.giftHelp")}
              value={typed.giftAttribute}
              disabled={disabled}
              onChange={(value) => choose("giftAttribute", value)}
            />
          </FieldGrid>
          <FieldGroup legend={t("settings.returns")}>
            <FieldGrid>
              {SLIP_LANGUAGES.map((language) => (
                <InputField
                  key={language}
                  name={`returns-${language}`}
                  label={t(`language.${language}`)}
                  lines={3}
                  value={typed.returns[language]}
                  disabled={disabled}
                  onChange={(value) => choose("returns", { ...typed.returns, [language]: value })}
                />
              ))}
            </FieldGrid>
          </FieldGroup>
          <Row>
            <Button submit primary busy={fetcher.state !== "idle"} disabled={disabled}>
              {t("settings.save")}
            </Button>
          </Row>
        </Stack>
      </fetcher.Form>
    </Card>
  );
}
