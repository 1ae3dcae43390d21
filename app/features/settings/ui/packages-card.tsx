import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

/** The way to what the shop packs into, and to what stands on its paper. */
export function PackagesCard() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("packages.title")}>
      <Stack>
        <Text block>{t("packages.text")}</Text>
        <Row>
          <LinkButton to="/app/settings/packages">{t("packages.open")}</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
