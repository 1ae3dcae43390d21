import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { LinkedCounts } from "../../../shell/ui/linked-counts.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { StepList } from "../../../shell/ui/step-list.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { storeSeen, troubleSeen } from "../../onboarding/domain/public.ts";
import type { HomeData } from "../home-page.server.ts";

const TONES = { done: "success", open: "attention", skipped: "neutral" } as const;
/** Where the first thing of each step is done. */
const PLACES = { see: "/app/setup", ship: "/app/settings/locations", act: "/app/settings" } as const;

/** The steps to go live, and how much of the setup is to be mended. Nothing once every step is done or skipped. */
export function SetupCard({ setup }: Pick<HomeData, "setup">) {
  const { t } = useTranslation("onboarding");
  const { Form, state } = useFetcher();
  if (setup === null) return null;
  const done = setup.steps.filter((step) => step.state === "done").length;
  const toMend = setup.checks.filter((check) => check.state === "todo" && !check.skipped).length;
  return (
    <Card
      title={t("steps.title", { done, of: setup.steps.length })}
      action={<AppLink to="/app/setup">{t("steps.all")}</AppLink>}
    >
      <Stack gap="loose">
        <StepList
          steps={setup.steps.map((step) => ({
            id: step.name,
            title: t(`step.${step.name}.title`),
            state: { tone: TONES[step.state], label: t(`state.${step.state}`) },
            text: t(`step.${step.name}.${step.state === "done" ? "done" : "text"}`),
            ...(step.name === "see" && step.state === "done" && { body: <Sees sees={setup.sees} /> }),
            ...(step.state === "open" && {
              actions: (
                <>
                  <LinkButton to={PLACES[step.name]}>{t(`step.${step.name}.go`)}</LinkButton>
                  <ActionForm form={Form} to="/app/setup" values={{ do: "skip", what: step.name }}>
                    <Button
                      submit
                      plain
                      busy={state !== "idle"}
                      spoken={t("skipSpoken", { name: t(`step.${step.name}.title`) })}
                    >
                      {t("skip")}
                    </Button>
                  </ActionForm>
                </>
              ),
            }),
          }))}
        />
        {toMend > 0 && (
          <Text block>
            <AppLink to="/app/setup">{t("checks.title", { count: toMend })}</AppLink>
          </Text>
        )}
      </Stack>
    </Card>
  );
}

/** What was found when the store was read. */
function Sees({ sees }: Pick<NonNullable<HomeData["setup"]>, "sees">) {
  const { t } = useTranslation("onboarding");
  const count = useCount();
  const told = ({ name, count: n }: { name: keyof typeof sees; count: number }) =>
    t(`sees.${name}`, { count: n, number: count(n) });
  return (
    <LinkedCounts
      first={storeSeen(sees).map(told).join(", ")}
      lines={troubleSeen(sees).map((each) => ({ to: each.to, text: told(each) }))}
      none={t("sees.none")}
    />
  );
}
