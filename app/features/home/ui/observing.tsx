import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { HomeData } from "../home-page.server.ts";

const EFFECTS = ["route", "hold", "ship", "events", "rules"] as const;
const OUTCOMES = ["move", "split", "inPart", "unroutable", "stay"] as const;

/** What Entrega may do by itself, what it did in the last week, and what it would have done. */
export function Observing({ switches, decided }: Pick<HomeData, "switches" | "decided">) {
  const { t } = useTranslation("home");
  const none = EFFECTS.every((effect) => switches[effect] === undefined);
  const lists = [
    { id: "live", title: t("observe.did"), lines: useLines(decided.live) },
    { id: "observe", title: t("observe.week"), lines: useLines(decided.observe) },
  ].filter(({ lines }) => lines.length > 0);
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
        {lists.length === 0 && (
          <Text tone="subdued" block>
            {t("observe.none")}
          </Text>
        )}
        {lists.map(({ id, title, lines }) => (
          <div key={id}>
            <Text block>{title}</Text>
            <ul className="e-list">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
      </Stack>
    </Card>
  );
}

/** "moved 5 orders …" for each outcome there was. A hold is an order that no location can ship, too. */
function useLines(counts: HomeData["decided"]["live"]): string[] {
  const { t } = useTranslation("home");
  const told = { ...counts, unroutable: counts.unroutable + counts.hold };
  return OUTCOMES.filter((outcome) => told[outcome] > 0).map((outcome) =>
    t(`observe.${outcome}`, { count: told[outcome] }),
  );
}
