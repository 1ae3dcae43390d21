import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Preview } from "../domain/preview.ts";
import { useWords } from "./words.ts";

interface PreviewCardProps {
  readonly preview: Preview;
  readonly zone: string;
  readonly wrongTime: boolean;
  readonly busy: boolean;
  readonly disabled: boolean;
  /** `at`: a time on the location's wall, empty for now. */
  readonly onAsk: (at: string) => void;
}

/** What becomes of an order, in words. */
export function PreviewCard({ preview, zone, wrongTime, busy, disabled, onAsk }: PreviewCardProps) {
  const { t } = useTranslation("locations");
  const { moment } = useWords();
  const [at, setAt] = useState("");
  const { placedAt, beginsAt, readyAt } = preview;
  const placed = moment(placedAt, zone);
  return (
    <Card title={t("preview.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("preview.text")}
        </Text>
        <Stack>
          <Text block>
            {beginsAt === null || readyAt === null
              ? t("preview.neverReady", { placed })
              : t("preview.ready", { placed, begins: moment(beginsAt, zone), ready: moment(readyAt, zone) })}
          </Text>
          {readyAt !== null &&
            preview.pickups.map((pickup) => (
              <Pickup key={`${pickup.carrier}\n${pickup.service}`} pickup={pickup} zone={zone} />
            ))}
        </Stack>
        <Row low>
          <InputField
            name="at"
            label={t("preview.at")}
            value={at}
            error={wrongTime ? t("preview.notATime") : undefined}
            picks="moment"
            onChange={setAt}
          />
          <Button busy={busy} disabled={disabled} onClick={() => onAsk(at)}>
            {t("preview.ask")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

function Pickup({ pickup, zone }: { readonly pickup: Preview["pickups"][number]; readonly zone: string }) {
  const { t } = useTranslation("locations");
  const words = useWords();
  const { service, handoverAt, until, missed } = pickup;
  const carrier = [words.carrier(pickup.carrier), service].filter(Boolean).join(" ");
  if (handoverAt === null) return <Text block>{t("preview.noPickup", { carrier })}</Text>;
  const handover = words.moment(handoverAt, zone);
  return (
    <Text block>
      {until === null
        ? t("preview.whenReady", { handover })
        : t("preview.handover", { carrier, handover, until: words.moment(until, zone) })}{" "}
      {missed !== null &&
        t("preview.missed", { count: missed.minutes, earlier: words.moment(missed.handoverAt, zone) })}
    </Text>
  );
}
