import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

/** The way to carriers' price lists. */
export function PriceListsCard() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("priceLists.title")}>
      <Stack>
        <Text block>{t("priceLists.text")}</Text>
        <Row>
          <LinkButton to="/app/settings/price-lists">{t("priceLists.open")}</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
