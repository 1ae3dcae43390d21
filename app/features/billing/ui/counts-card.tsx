import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

const SAID = ["counts", "not", "over", "smaller"] as const;

/** What an order is, and what happens when there are more of them than the plan includes. */
export function CountsCard() {
  const { t } = useTranslation("billing");
  return (
    <Card title={t("what.title")}>
      <Stack>
        {SAID.map((name) => (
          <Text key={name} block>
            {t(`what.${name}`)}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}
