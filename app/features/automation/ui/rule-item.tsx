import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { IconButton } from "../../../shell/ui/icon-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { isField } from "../domain/edit/values-in.ts";
import type { RuleAct } from "../domain/edit/rule-list.ts";
import type { Rule } from "../domain/rule.ts";
import type { Voice } from "../domain/say/voice.ts";
import type { RuleTotal } from "../matches.server.ts";
import type { RuleActAnswer } from "../routes/set.tsx";
import { RuleWords } from "./rule-words.tsx";

interface RuleItemProps {
  readonly rule: Rule;
  /** From 1, among all rules of the set. */
  readonly position: number;
  readonly total: number;
  readonly count: RuleTotal | null;
  /** The set's address. */
  readonly path: string;
  readonly voice: Voice;
  readonly mayChange: boolean;
}

/** One rule of a set: what it says, what it did, and what can be done with it. */
export function RuleItem({ rule, position, total, count, path, voice, mayChange }: RuleItemProps) {
  const { t } = useTranslation("automation");
  const { name } = rule;
  const { act, busy } = useRuleAct(rule);
  const disabled = !mayChange;
  return (
    <li id={`rule-${rule.id}`}>
      <Stack>
        <Row>
          <Heading>{`${position}. ${name}`}</Heading>
          {!rule.enabled && <Badge>{t("page.rules.off")}</Badge>}
        </Row>
        <RuleWords rule={rule} voice={voice} />
        <Counts count={count} voice={voice} />
        <Row>
          {act(
            "up",
            <IconButton
              icon="up"
              submit
              busy={busy}
              spoken={t("page.rules.up", { name })}
              disabled={disabled || position === 1}
            />,
          )}
          {act(
            "down",
            <IconButton
              icon="down"
              submit
              busy={busy}
              spoken={t("page.rules.down", { name })}
              disabled={disabled || position === total}
            />,
          )}
          <LinkButton to={`${path}/rules/${rule.id}`}>
            {t(mayChange ? "page.rules.edit" : "page.rules.look")}
          </LinkButton>
          {act(
            rule.enabled ? "disable" : "enable",
            <Button
              submit
              plain
              busy={busy}
              disabled={disabled}
              spoken={t(rule.enabled ? "page.rules.disableSpoken" : "page.rules.enableSpoken", { name })}
            >
              {t(rule.enabled ? "page.rules.disable" : "page.rules.enable")}
            </Button>,
          )}
          {act(
            "duplicate",
            <Button submit plain busy={busy} disabled={disabled} spoken={t("page.rules.duplicateSpoken", { name })}>
              {t("page.rules.duplicate")}
            </Button>,
          )}
          <ConfirmButton
            plain
            spoken={t("page.rules.deleteSpoken", { name })}
            disabled={disabled}
            question={t("page.rules.deleteQuestion", { name })}
            yes={act(
              "delete",
              <Button submit busy={busy}>
                {t("page.rules.deleteYes")}
              </Button>,
            )}
          >
            {t("page.rules.delete")}
          </ConfirmButton>
        </Row>
      </Stack>
    </li>
  );
}

/** A form for each thing that can be done with a rule; what came of it is said in a word. */
function useRuleAct({ id, name }: Rule) {
  const { t } = useTranslation("automation");
  const { Form, busy } = useToldFetcher<RuleActAnswer>((answer) =>
    answer.status === "did"
      ? t(`page.did.${answer.did as RuleAct}`, { name })
      : { failed: t(`page.did.${answer.status}`) },
  );
  return {
    busy,
    act: (act: RuleAct, button: React.ReactNode) => (
      <ActionForm form={Form} values={{ do: act, rule: id }}>
        {button}
      </ActionForm>
    ),
  };
}

/** What it did in 30 days, and what it would have had to know. */
function Counts({ count, voice }: Pick<RuleItemProps, "count" | "voice">) {
  const { t, i18n } = useTranslation("automation");
  if (count === null)
    return (
      <Text small tone="subdued">
        {t("page.count.never")}
      </Text>
    );
  const fields = count.fields
    .slice(0, 3)
    .map(
      ({ field, orders }) =>
        `${isField(field) ? voice.t(`field.${field}`) : field} (${formatNumber(orders, i18n.language)})`,
    );
  return (
    <Row>
      <Text small tone="subdued">
        {t("page.count.matched", { count: count.matched })}
      </Text>
      {count.unknown > 0 && (
        <Text small tone="critical">
          {t("page.count.unknown", { count: count.unknown, fields: fields.join(", ") })}
        </Text>
      )}
    </Row>
  );
}
