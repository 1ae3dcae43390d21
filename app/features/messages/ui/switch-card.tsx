import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { action } from "../routes/settings.tsx";
import { Outcome } from "./outcome.tsx";
import type { SettingsData } from "./settings-data.ts";

/** Whether shoppers are written to at all. */
interface SwitchProps {
  readonly since: SettingsData["since"];
  readonly account: SettingsData["account"] | undefined;
  readonly mayChange: boolean;
}

export function SwitchCard({ since, account, mayChange }: SwitchProps) {
  const { t, i18n } = useTranslation("messages");
  const { timezone } = useShop();
  const { data, state, Form } = useFetcher<typeof action>();
  const on = since !== null;
  const ready = account?.verifiedAt != null;
  return (
    <Card title={t("switch.title")}>
      <Stack>
        <Row>
          <Badge tone={on ? "success" : "neutral"}>
            {on ? t("switch.on", { when: formatMoment(since, timezone, i18n.language) }) : t("switch.off")}
          </Badge>
        </Row>
        <Text block>{t(on ? "switch.onText" : "switch.offText")}</Text>
        {!on && !ready && (
          <Text tone="subdued" block>
            {t("switch.first")}
          </Text>
        )}
        <Row>
          <ActionForm form={Form} values={{ action: "switch", on: String(!on) }}>
            <Button submit primary={!on} busy={state !== "idle"} disabled={!mayChange || (!on && !ready)}>
              {t(on ? "switch.turnOff" : "switch.turnOn")}
            </Button>
          </ActionForm>
          <LinkButton to="/app/settings/messages/log">{t("switch.log")}</LinkButton>
        </Row>
        <Outcome outcome={data} />
      </Stack>
    </Card>
  );
}
