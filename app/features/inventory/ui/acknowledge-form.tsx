import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { InboxEntry } from "../inbox.server.ts";
import type { action } from "../routes/differences.tsx";

/** What somebody said of a change, or the place to say it. */
export function AcknowledgeForm({ entry, mayChange }: { readonly entry: InboxEntry; readonly mayChange: boolean }) {
  const { t } = useTranslation("inventory");
  const { Form, state, data: outcome } = useFetcher<typeof action>();
  const [note, setNote] = useState("");
  if (entry.acknowledged)
    return (
      <Stack gap="tight">
        <Text block>{entry.acknowledged.note === "" ? t("inbox.noNote") : entry.acknowledged.note}</Text>
        <Text small tone="subdued">
          <Time at={entry.acknowledged.at} />
        </Text>
      </Stack>
    );
  return (
    <Form method="post">
      <input type="hidden" name="action" value="acknowledge" />
      <input type="hidden" name="seq" value={entry.seq} />
      <Stack gap="tight">
        <InputField
          name="note"
          label={`${t("inbox.whatWasIt")} ${entry.title}`}
          labelHidden
          value={note}
          onChange={setNote}
          disabled={!mayChange}
        />
        <div>
          <Button
            submit
            busy={state !== "idle"}
            disabled={!mayChange}
            spoken={`${t("inbox.acknowledge")}: ${entry.title}`}
          >
            {t("inbox.acknowledge")}
          </Button>
        </div>
        {outcome?.status === "refused" && <Text tone="critical">{t(`inbox.refused.${outcome.code}`)}</Text>}
      </Stack>
    </Form>
  );
}
