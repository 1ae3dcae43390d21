import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { ActionKey } from "../domain/actions.ts";
import type { ShopList } from "../domain/fields/field.ts";
import type { Level } from "../domain/lint/finding.ts";
import type { Voice } from "../domain/say/voice.ts";
import type { ShownFinding } from "../lint-set.server.ts";
import { WitnessTable } from "./witness-table.tsx";

const TONES: Readonly<Record<Level, BadgeTone>> = { error: "critical", warning: "warning", note: "info" };
/** Whoever has more of them begins with these. */
const MOST = 50;

interface FindingsCardProps {
  readonly findings: readonly ShownFinding[];
  /** The set's address: rules are changed there. */
  readonly path: string;
  readonly called: readonly { readonly id: string; readonly name: string }[];
  readonly voice: Voice;
}

/** What the linter found, the worst first: each with the rules it is about and an order that shows it. */
export function FindingsCard({ findings, path, called, voice }: FindingsCardProps) {
  const { t } = useTranslation("automation");
  if (called.length === 0) return null;
  return (
    <Card title={t("page.finding.title", { count: findings.length })}>
      {findings.length === 0 ? (
        <Text tone="success">{t("page.finding.nothing")}</Text>
      ) : (
        <ol className="e-rules">
          {findings.slice(0, MOST).map((finding, index) => (
            <li key={index}>
              <FindingItem finding={finding} path={path} called={called} voice={voice} />
            </li>
          ))}
        </ol>
      )}
      {findings.length > MOST && (
        <Text tone="subdued">{t("page.finding.more", { count: findings.length - MOST })}</Text>
      )}
    </Card>
  );
}

interface FindingItemProps extends Omit<FindingsCardProps, "findings"> {
  readonly finding: ShownFinding;
}

function FindingItem({ finding: { code, level, ruleIds, params, rows }, path, called, voice }: FindingItemProps) {
  const { t } = useTranslation("automation");
  const rules = ruleIds.map((id) => ({ id, name: called.find((each) => each.id === id)?.name ?? id }));
  return (
    <Stack>
      <Row>
        <Badge tone={TONES[level]}>{t(`page.finding.level.${level}`)}</Badge>
        {rules.map(({ id, name }) => (
          <AppLink key={id} to={`${path}/rules/${id}`}>
            {name}
          </AppLink>
        ))}
      </Row>
      <Text block>{t(`finding.${code}`, sayParams(params, rules, voice, t))}</Text>
      <details className="e-decision">
        <summary>{t("page.finding.show")}</summary>
        <WitnessTable rows={rows} voice={voice} />
      </details>
    </Stack>
  );
}

/** What a finding's sentence needs, in words. */
function sayParams(
  params: ShownFinding["params"],
  [first, ...others]: readonly { readonly name: string }[],
  voice: Voice,
  t: TFunction<"automation">,
): Record<string, string | number> {
  const { action, list, value } = params;
  return {
    ...params,
    rule: first?.name ?? "",
    others: new Intl.ListFormat(voice.locale).format(others.map(({ name }) => name)),
    ...(action !== undefined && { action: t(`action.${action as ActionKey}`) }),
    ...(list !== undefined && { value: voice.nameOf(list as ShopList, String(value)) }),
  };
}
