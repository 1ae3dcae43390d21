import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { action } from "../routes/settings.tsx";
import type { SettingsData } from "./settings-data.ts";

type SetAsideCardProps = Pick<SettingsData, "setAside" | "mayChange">;

/** What could not be read of the store, why, and a button that has it read once more. Nothing when there is nothing. */
export function SetAsideCard({ setAside: { count, first }, mayChange }: SetAsideCardProps) {
  const { t } = useTranslation("settings");
  const { state, Form } = useToldFetcher<typeof action>(
    (answer) => answer.status === "triedAgain" && t("setAside.triedAgain", { count: answer.count }),
  );
  if (count === 0) return null;
  const title = t("setAside.title", { count });
  return (
    <Card title={title}>
      <Stack gap="loose">
        <Row apart>
          <Text tone="subdued" block>
            {t("setAside.text", { count })}
          </Text>
          <ActionForm form={Form} values={{ readAgain: "all" }}>
            <Button submit busy={state !== "idle"} disabled={!mayChange}>
              {t("setAside.tryAgain")}
            </Button>
          </ActionForm>
        </Row>
        {count > first.length && <Text block>{t("setAside.first", { shown: first.length })}</Text>}
        <DataTable
          caption={title}
          rows={first}
          keyOf={({ kind, objectId, part }) => `${kind} ${objectId} ${part}`}
          columns={[
            { id: "what", title: t("setAside.what"), cell: ({ kind }) => t(`setAside.kind.${kind}`) },
            { id: "number", title: t("setAside.number"), cell: ({ objectId }) => objectId },
            { id: "why", title: t("setAside.why"), cell: ({ code }) => t(`setAside.code.${code}`) },
            { id: "since", title: t("setAside.since"), cell: ({ at }) => <Time at={at} /> },
          ]}
        />
      </Stack>
    </Card>
  );
}
