import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/settings.tsx";
import type { SettingsData } from "./settings-data.ts";

const EFFECTS = ["route", "hold", "ship", "events", "rules", "shopper"] as const;
type Effect = (typeof EFFECTS)[number];

type EffectsCardProps = Pick<SettingsData, "switches" | "paused" | "observed" | "mayChange">;

/** The switches: what each effect does, what it would have done, and whether it may. */
export function EffectsCard({ switches, paused, observed, mayChange }: EffectsCardProps) {
  const { t } = useTranslation("settings");
  // Labels are bought for what can ship from somewhere.
  const would = {
    route: observed.move + observed.split,
    hold: observed.hold + observed.unroutable,
    ship: observed.stay + observed.move + observed.split,
  };
  return (
    <Card title={t("effects.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("effects.text")}
        </Text>
        {EFFECTS.some((effect) => paused.includes(effect)) && (
          <Notice title={t("billing.paused")} action={{ label: t("billing.see"), to: "/app/plan" }} />
        )}
        {EFFECTS.map((effect) => (
          <EffectRow
            key={effect}
            effect={effect}
            since={switches[effect] ?? null}
            would={
              effect === "events" || effect === "rules" || effect === "shopper" || switches[effect] !== undefined
                ? ""
                : t(`effects.${effect}.would`, { count: would[effect] })
            }
            mayChange={mayChange && !paused.includes(effect)}
          />
        ))}
      </Stack>
    </Card>
  );
}

interface EffectRowProps {
  readonly effect: Effect;
  readonly since: string | null;
  readonly would: string;
  readonly mayChange: boolean;
}

function EffectRow({ effect, since, would, mayChange }: EffectRowProps) {
  const { t, i18n } = useTranslation("settings");
  const { timezone } = useShop();
  const { state, Form } = useToldFetcher<typeof action>((answer) => {
    if (answer.status === "paused") return { failed: t("billing.notOn") };
    return answer.status === "switched" && t(answer.on ? "switchedOn" : "switchedOff");
  });
  const title = t(`effects.${effect}.title`);
  const on = since !== null;
  return (
    <Stack>
      <Row apart>
        <Row>
          <Heading>{title}</Heading>
          <Badge tone={on ? "success" : "neutral"}>
            {on ? t("effects.on", { when: formatMoment(since, timezone, i18n.language) }) : t("effects.off")}
          </Badge>
        </Row>
        <ActionForm form={Form} values={{ effect, on: String(!on) }}>
          <Button
            submit
            busy={state !== "idle"}
            disabled={!mayChange}
            spoken={t(on ? "effects.turnOffSpoken" : "effects.turnOnSpoken", { effect: title })}
          >
            {t(on ? "effects.turnOff" : "effects.turnOn")}
          </Button>
        </ActionForm>
      </Row>
      <Text block>{t(`effects.${effect}.text`)}</Text>
      {would !== "" && (
        <Text tone="subdued" block>
          {would}
        </Text>
      )}
    </Stack>
  );
}
