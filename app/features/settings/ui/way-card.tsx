import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

interface WayCardProps {
  /** Its texts among those of the settings. */
  readonly name:
    | "billing"
    | "carrier"
    | "checkoutRates"
    | "flow"
    | "locations"
    | "messages"
    | "packages"
    | "priceLists"
    | "setup"
    | "staff"
    | "audit";
  readonly to: string;
}

/** The way to settings that have a page of their own: what is set there. */
export function WayCard({ name, to }: WayCardProps) {
  const { t } = useTranslation("settings");
  return (
    <Card title={t(`${name}.title`)}>
      <Stack>
        <Text block>{t(`${name}.text`)}</Text>
        <Row>
          <LinkButton to={to}>{t(`${name}.open`)}</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
}
