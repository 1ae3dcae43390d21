import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import { nextStep } from "../domain/next-step.ts";
import { INBOX_TEXTS, nameOf, nextOf, whatOf } from "../row-text.ts";
import type { InboxData, ShownThing } from "./inbox-data.ts";
import { thingsOf, useAct } from "./use-act.ts";

interface CellProps {
  readonly row: ShownThing;
}

/** What it is about, and what is wrong with it. */
export function WhatCell({ row }: CellProps) {
  const { t } = useTranslation([...INBOX_TEXTS]);
  return (
    <Stack gap="tight">
      <Row gap="tight">
        <Text strong>{whatOf(t, row)}</Text>
        {row.fresh && <Badge tone="info">{t("inbox:new.badge")}</Badge>}
      </Row>
      <Text small>{nameOf(t, row)}</Text>
    </Stack>
  );
}

/** Since when it is open, and until when somebody has to act. */
export function TimeCell({ row, now }: CellProps & Pick<InboxData, "now">) {
  const { t } = useTranslation("inbox");
  const over = row.deadline !== null && row.deadline <= now;
  return (
    <Stack gap="tight">
      <Text small tone="subdued">
        {t("row.since")} <Time at={row.since} />
      </Text>
      {row.deadline !== null && (
        <Text small tone={over ? "critical" : "normal"}>
          {t(over ? "row.over" : "row.until")} <Time at={row.deadline} />
        </Text>
      )}
    </Stack>
  );
}

/** The way to where it is done. */
export function NextCell({ row }: CellProps) {
  const { t } = useTranslation([...INBOX_TEXTS]);
  const { submit } = useFetcher();
  const href = useHref();
  // Whoever goes there has looked at it. What fails here stays new, and nobody waits for it.
  const look = () => {
    submit({ do: "read", things: thingsOf([row]) }, { method: "post", action: href("/app/inbox/read") });
  };
  return (
    <AppLink to={nextStep(row)} {...(row.fresh && { onFollow: look })}>
      {nextOf(t, row)}
    </AppLink>
  );
}

interface OwnerCellProps extends CellProps, Pick<InboxData, "me" | "mayChange"> {
  readonly days: string;
}

/** Who has it, and what the reader can do about that. */
export function OwnerCell({ row, me, days, mayChange }: OwnerCellProps) {
  const { t } = useTranslation([...INBOX_TEXTS]);
  const { Form, busy } = useAct();
  const things = thingsOf([row]);
  const mine = row.owner === me;
  const named = { what: whatOf(t, row), name: nameOf(t, row) };
  const rest = row.rests ? { do: "wake", things } : { do: "rest", days, things };
  return (
    <Stack gap="tight">
      <Text small>{row.owner === "" ? t("inbox:row.nobody") : mine ? t("inbox:row.me") : row.owner}</Text>
      <Row>
        <ActionForm form={Form} values={{ do: "assign", owner: mine ? "" : me, things }}>
          <Button
            submit
            plain
            busy={busy}
            disabled={!mayChange}
            spoken={t(mine ? "inbox:act.dropSpoken" : "inbox:act.takeSpoken", named)}
          >
            {t(mine ? "inbox:act.drop" : "inbox:act.take")}
          </Button>
        </ActionForm>
        <ActionForm form={Form} values={rest}>
          <Button
            submit
            plain
            busy={busy}
            disabled={!mayChange}
            spoken={t(row.rests ? "inbox:act.wakeSpoken" : "inbox:act.restSpoken", named)}
          >
            {t(row.rests ? "inbox:act.wake" : "inbox:act.rest")}
          </Button>
        </ActionForm>
      </Row>
    </Stack>
  );
}
