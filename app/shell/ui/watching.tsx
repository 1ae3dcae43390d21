import type { FetcherWithComponents } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "./action-form.tsx";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { Stack } from "./stack.tsx";
import { Text } from "./text.tsx";

interface WatchingProps {
  readonly form: FetcherWithComponents<unknown>["Form"];
  readonly busy: boolean;
  readonly mayChange: boolean;
  /** What waits for the switch, and what happens once it is on. */
  readonly children: string;
}

/** Changes of stock are switched off: the page shows what would be done. The page's action takes `do: switchOn`. */
export function Watching({ form, busy, mayChange, children }: WatchingProps) {
  const { t } = useTranslation("shell");
  return (
    <Notice title={t("watching.title")}>
      <Stack>
        <Text block>{`${children} ${t("watching.text")}`}</Text>
        <ActionForm form={form} values={{ do: "switchOn" }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("watching.turnOn")}
          </Button>
        </ActionForm>
      </Stack>
    </Notice>
  );
}
