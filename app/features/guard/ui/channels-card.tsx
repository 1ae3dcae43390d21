import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckList } from "../../../shell/ui/check-list.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { AllowNotice } from "./allow-notice.tsx";
import type { GuardData } from "./guard-data.ts";
import { useChange } from "./use-change.ts";

type ChannelsCardProps = Pick<GuardData, "channels" | "salesChannels" | "may" | "mayChange">;

/** The channels that a product leaves when nothing of it is left. */
export function ChannelsCard({ channels, salesChannels, may, mayChange }: ChannelsCardProps) {
  const { t } = useTranslation("guard");
  const { busy, submit } = useChange();
  const [chosen, setChosen] = useState<readonly string[]>(channels);
  const changed = chosen.toSorted().join() !== channels.toSorted().join();
  return (
    <Card title={t("channels.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("channels.text")}
        </Text>
        {!may.publish && <AllowNotice part="publish" />}
        {may.publish && salesChannels.length === 0 && <Text block>{t("channels.none")}</Text>}
        {salesChannels.length > 0 && (
          <>
            <CheckList
              label={t("channels.label")}
              choices={salesChannels.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={chosen}
              disabled={!mayChange}
              onChange={setChosen}
            />
            <Row>
              <Button
                busy={busy}
                disabled={!mayChange || !changed}
                onClick={() => submit({ do: "channels", channels: chosen.join(",") }, { method: "post" })}
              >
                {t("channels.save")}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Card>
  );
}
