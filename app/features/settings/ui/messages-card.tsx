import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

/** The way to what shoppers are told. */
export function MessagesCard() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("messages.title")}>
      <Stack>
        <Text block>{t("messages.text")}</Text>
        <Row>
          <LinkButton to="/app/settings/messages">{t("messages.open")}</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
