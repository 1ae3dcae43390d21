import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import type { CheckName } from "../domain/checks.ts";
import type { StepName } from "../domain/steps.ts";
import { useSetup } from "./use-setup.ts";

interface SkipButtonProps {
  readonly what: StepName | CheckName;
  /** As people know it, for those who hear the button alone. */
  readonly name: string;
  readonly skipped: boolean;
  readonly mayChange: boolean;
}

/** Leaves something out, or brings it back. */
export function SkipButton({ what, name, skipped, mayChange }: SkipButtonProps) {
  const { t } = useTranslation("onboarding");
  const { Form, busy } = useSetup();
  const words = skipped ? "bringBack" : "skip";
  return (
    <ActionForm form={Form} values={{ do: words, what }}>
      <Button submit plain busy={busy} disabled={!mayChange} spoken={t(`${words}Spoken`, { name })}>
        {t(words)}
      </Button>
    </ActionForm>
  );
}
