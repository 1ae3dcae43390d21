import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import type { RuleDifference } from "../domain/edit/compare.ts";
import type { Voice } from "../domain/say/voice.ts";
import { RuleWords } from "./rule-words.tsx";
import type { VersionData } from "./version-page.tsx";

const TONES: Readonly<Record<RuleDifference["kind"], BadgeTone>> = {
  added: "success",
  removed: "critical",
  changed: "info",
  moved: "neutral",
};

/** What a version changes about the live one, rule by rule, in words. */
export function DifferencesCard({
  set,
  version,
  count,
  differences,
  voice,
}: Pick<VersionData, "set" | "version" | "count" | "differences"> & { readonly voice: Voice }) {
  const { t } = useTranslation("automation");
  if (version.state === "live") return null;
  const { live } = set;
  const title = live === null ? t("page.diff.first") : t("page.diff.title", { number: live.number });
  return (
    <Card title={title}>
      {differences.length === 0 ? (
        <Text tone="subdued">{t("page.diff.none", { count })}</Text>
      ) : (
        <ol className="e-rules">
          {differences.map((difference) => (
            <li key={difference.rule.id}>
              <Difference difference={difference} voice={voice} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Difference({ difference, voice }: { readonly difference: RuleDifference; readonly voice: Voice }) {
  const { t } = useTranslation("automation");
  const { kind, rule } = difference;
  const parts = difference.kind === "changed" ? difference.parts : [];
  const inWords = kind === "added" || kind === "removed" || parts.includes("when") || parts.includes("then");
  return (
    <Stack>
      <Row>
        <Badge tone={TONES[kind]}>{t(`page.diff.kind.${kind}`)}</Badge>
        <Heading>{rule.name}</Heading>
        {!rule.enabled && <Badge>{t("page.rules.off")}</Badge>}
      </Row>
      {difference.kind === "changed" && (
        <>
          {parts.includes("name") && <Text>{t("page.diff.renamed", { name: difference.before.name })}</Text>}
          {parts.includes("enabled") && <Text>{t(rule.enabled ? "page.diff.enabled" : "page.diff.disabled")}</Text>}
          {inWords && (
            <del className="e-before">
              <RuleWords rule={difference.before} voice={voice} />
            </del>
          )}
        </>
      )}
      {inWords &&
        (kind === "removed" ? (
          <RuleWords rule={rule} voice={voice} />
        ) : (
          <ins className="e-after">
            <RuleWords rule={rule} voice={voice} />
          </ins>
        ))}
    </Stack>
  );
}
