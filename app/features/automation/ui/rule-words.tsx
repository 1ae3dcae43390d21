import { useTranslation } from "react-i18next";
import type { Rule } from "../domain/rule.ts";
import { sayCondition } from "../domain/say/condition.ts";
import { sayStep } from "../domain/say/step.ts";
import type { Voice } from "../domain/say/voice.ts";

/** A rule in words: when, and what then. */
export function RuleWords({ rule: { when, then }, voice }: { readonly rule: Rule; readonly voice: Voice }) {
  const { t } = useTranslation("automation");
  return (
    <dl className="e-rule">
      <div>
        <dt>{t("page.when")}</dt>
        <dd>{sayCondition(when, voice)}</dd>
      </div>
      <div>
        <dt>{t("page.then")}</dt>
        <dd>
          {then.length === 1 && then[0] ? (
            sayStep(then[0], voice)
          ) : (
            <ol>
              {then.map((step, index) => (
                <li key={index}>{sayStep(step, voice)}</li>
              ))}
            </ol>
          )}
        </dd>
      </div>
    </dl>
  );
}
