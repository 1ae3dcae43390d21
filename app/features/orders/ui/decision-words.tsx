import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSay } from "../../../shell/ui/use-say.ts";
import { DecisionCosts } from "./decision-costs.tsx";
import { UnblockList } from "./unblock-list.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

const OUTCOME_TONES: Readonly<Record<string, BadgeTone>> = {
  stay: "neutral",
  move: "info",
  split: "info",
  inPart: "warning",
  hold: "warning",
  unroutable: "critical",
};

/** Of more locations the list is closed at first, so that what can be done stays in sight. */
const MOST_OPEN = 6;

interface DecisionWordsProps {
  readonly decision: OrderData["decisions"][number];
  readonly lines: OrderData["order"]["lines"];
  /** What would unblock it; left out for what is over. */
  readonly unblocks?: OrderData["unblocks"][number] | undefined;
}

/** A routing decision in sentences, with what spoke for or against each location. */
export function DecisionWords({ decision, lines, unblocks }: DecisionWordsProps) {
  const { t } = useTranslation("orders");
  const titleOf = (id: string) => lines.find(({ lineId }) => lineId === id)?.title ?? id;
  const say = useSay(titleOf);
  const [headline, ...rest] = decision.sentences;
  return (
    <div className="e-decision">
      <Stack>
        <Row>
          <Badge tone={OUTCOME_TONES[decision.outcome] ?? "neutral"}>
            {wordOf(t, "order.ships.outcome", decision.outcome)}
          </Badge>
          <Text small tone="subdued">
            {t("order.ships.decided")} <Time at={decision.decidedAt} />
          </Text>
        </Row>
        {headline && (
          <Text strong block>
            {say(headline)}
          </Text>
        )}
        {rest.map((message, index) => (
          <Text key={index} block>
            {say(message)}
          </Text>
        ))}
        {decision.mode === "observe" && (decision.outcome === "move" || decision.outcome === "split") && (
          <Text tone="subdued" block>
            {t("order.ships.observed")}
          </Text>
        )}
        {unblocks && <UnblockList unblocks={unblocks} lineTitle={titleOf} />}
        <details open={decision.locations.length <= MOST_OPEN}>
          <summary>{t("order.ships.locations")}</summary>
          <ul className="e-list">
            {decision.locations.map(({ id, chosen, message, postage, flip }) => (
              <li key={id}>
                <Text strong={chosen}>{say(message)}</Text>
                {postage && (
                  <Text tone="subdued" block>
                    {say(postage)}
                  </Text>
                )}
                {flip && (
                  <Text tone="subdued" block>
                    {say(flip)}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </details>
        <DecisionCosts decision={decision} />
      </Stack>
    </div>
  );
}
