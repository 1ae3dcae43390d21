import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

/** The way to carrier accounts and how labels are chosen. */
export function CarriersCard() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("carrier.title")}>
      <Stack>
        <Text block>{t("carrier.text")}</Text>
        <Row>
          <LinkButton to="/app/settings/carriers">{t("carrier.open")}</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
