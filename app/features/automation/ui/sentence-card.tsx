import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { ACTIONS, type Step } from "../domain/actions.ts";
import { sayable } from "../domain/edit/complete.ts";
import type { DraftRule } from "../domain/edit/edit-rule.ts";
import { emptyConditionsIn, type DraftStep } from "../domain/edit/step.ts";
import { sayCondition } from "../domain/say/condition.ts";
import { sayStep } from "../domain/say/step.ts";
import type { Voice } from "../domain/say/voice.ts";

/** The rule in words, as far as it can be said. */
export function SentenceCard({ rule, voice }: { readonly rule: DraftRule; readonly voice: Voice }) {
  const { t } = useTranslation("automation");
  const { condition, open } = sayable(rule.when);
  return (
    <Card title={t("page.rule.words")}>
      <Stack gap="loose">
        <dl className="e-rule" aria-live="polite">
          <div>
            <dt>{t("page.when")}</dt>
            <dd>{condition === null ? "…" : sayCondition(condition, voice)}</dd>
          </div>
          <div>
            <dt>{t("page.then")}</dt>
            <dd>
              {rule.then.length === 0 ? (
                "…"
              ) : (
                <ol>
                  {rule.then.map((step, index) => (
                    <li key={index}>{said(step, voice) ?? `${t(`action.${step.do}`)} …`}</li>
                  ))}
                </ol>
              )}
            </dd>
          </div>
        </dl>
        {open > 0 && <Text tone="subdued">{t("page.rule.open", { count: open })}</Text>}
      </Stack>
    </Card>
  );
}

/** Undefined while something is missing. */
function said(step: DraftStep, voice: Voice): string | undefined {
  if (emptyConditionsIn([step]).length > 0) return undefined;
  const { do: key, ...parameters } = step;
  const { success } = ACTIONS[key].params.safeParse(parameters);
  return success ? sayStep({ do: key, ...parameters } as Step, voice) : undefined;
}
