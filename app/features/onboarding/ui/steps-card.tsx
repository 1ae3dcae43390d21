import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { StepList } from "../../../shell/ui/step-list.tsx";
import type { StepPart } from "../domain/steps.ts";
import { Sees } from "./sees.tsx";
import type { SetupData, ShownStep } from "./setup-data.ts";
import { SkipButton } from "./skip-button.tsx";

const TONES = { done: "success", open: "attention", skipped: "neutral" } as const;
/** Where each part is done. */
const PLACES: Readonly<Record<StepPart, string>> = {
  read: "/app/inventory/differences",
  locations: "/app/settings/locations",
  carrier: "/app/settings/carriers",
  effect: "/app/settings",
};

/** From installed to live: three steps, done by what is true and not by a click. */
export function StepsCard({ steps, sees, mayChange }: Pick<SetupData, "steps" | "sees" | "mayChange">) {
  const { t } = useTranslation("onboarding");
  // One thing at a time stands out: the first part that is open.
  const next = steps.find(({ state }) => state === "open")?.parts.find((part) => !part.done)?.part;
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <Card title={t("steps.title", { done, of: steps.length })}>
      <StepList
        steps={steps.map((step) => ({
          id: step.name,
          title: t(`step.${step.name}.title`),
          state: { tone: TONES[step.state], label: t(`state.${step.state}`) },
          text: t(`step.${step.name}.${step.state === "done" ? "done" : "text"}`),
          body: step.name === "see" ? <Sees sees={sees} /> : <Parts step={step} />,
          actions: (
            <>
              {step.parts.map(({ part }) => (
                <LinkButton key={part} to={PLACES[part]} primary={part === next}>
                  {t(`part.${part}.go`)}
                </LinkButton>
              ))}
              {step.state !== "done" && (
                <SkipButton
                  what={step.name}
                  name={t(`step.${step.name}.title`)}
                  skipped={step.state === "skipped"}
                  mayChange={mayChange}
                />
              )}
            </>
          ),
        }))}
      />
    </Card>
  );
}

function Parts({ step }: { readonly step: ShownStep }) {
  const { t } = useTranslation("onboarding");
  return (
    <ul className="e-list">
      {step.parts.map(({ part, done }) => (
        <li key={part}>{t(`part.${part}.${done ? "done" : "open"}`)}</li>
      ))}
    </ul>
  );
}
