import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

/** The way to how each location works. */
export function LocationsCard() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("locations.title")}>
      <Stack>
        <Text block>{t("locations.text")}</Text>
        <Row>
          <LinkButton to="/app/settings/locations">{t("locations.open")}</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
