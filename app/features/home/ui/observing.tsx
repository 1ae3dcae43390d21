import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { HomeData } from "../home-page.server.ts";

const EFFECTS = ["route", "hold", "ship", "events"] as const;
const WOULD = ["move", "split", "unroutable", "stay"] as const;

/** What Entrega may do by itself, and what it would have done in the last week. */
export function Observing({ switches, observed }: Pick<HomeData, "switches" | "observed">) {
  const { t } = useTranslation("home");
  const none = EFFECTS.every((effect) => switches[effect] === undefined);
  const counts = { ...observed, unroutable: observed.unroutable + observed.hold };
  const would = WOULD.filter((outcome) => counts[outcome] > 0);
  return (
    <Card
      title={none ? t("observe.title") : t("observe.someTitle")}
      action={<LinkButton to="/app/settings">{t("observe.settings")}</LinkButton>}
    >
      <Stack gap="loose">
        {none && <Text block>{t("observe.text")}</Text>}
        <Row gap="loose">
          {EFFECTS.map((effect) => (
            <Row key={effect} gap="tight">
              <Text>{t(`effect.${effect}`)}</Text>
              <Badge tone={switches[effect] === undefined ? "neutral" : "success"}>
                {switches[effect] === undefined ? t("off") : t("on")}
              </Badge>
            </Row>
          ))}
        </Row>
        {would.length === 0 ? (
          <Text tone="subdued" block>
            {t("observe.none")}
          </Text>
        ) : (
          <div>
            <Text block>{t("observe.week")}</Text>
            <ul className="e-list">
              {would.map((outcome) => (
                <li key={outcome}>{t(`observe.${outcome}`, { count: counts[outcome] })}</li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Card>
  );
}
