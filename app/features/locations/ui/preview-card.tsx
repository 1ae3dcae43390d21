import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Outcome } from "../act-on-location.server.ts";
import type { Preview } from "../domain/preview.ts";
import { useWords } from "./words.ts";

type Areas = Extract<Outcome, { status: "preview" }>["areas"];

/** An order that is made up: when it is placed, on the location's wall, and where it would go. */
const NO_ORDER = { at: "", country: "", province: "", postal: "" };

interface PreviewCardProps {
  readonly preview: Preview;
  readonly zone: string;
  /** Null: no address was asked for. */
  readonly areas: Areas;
  /** Some area asks for a distance, which nobody knows of an address that was typed. */
  readonly byRadius: boolean;
  readonly wrongTime: boolean;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onAsk: (order: typeof NO_ORDER) => void;
}

/** What becomes of an order, in words. */
export function PreviewCard({ wrongTime, busy, disabled, onAsk, ...told }: PreviewCardProps) {
  const { t } = useTranslation("locations");
  const [order, setOrder] = useState(NO_ORDER);
  const field = (name: keyof typeof NO_ORDER) => ({
    name,
    value: order[name],
    onChange: (value: string) => setOrder({ ...order, [name]: value }),
  });
  return (
    <Card title={t("preview.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("preview.text")}
        </Text>
        <Told {...told} />
        <FieldGrid>
          <InputField
            {...field("at")}
            label={t("preview.at")}
            help={t("preview.atHelp")}
            error={wrongTime ? t("preview.notATime") : undefined}
            picks="moment"
          />
          <InputField {...field("country")} label={t("preview.country")} help={t("preview.countryHelp")} />
          <InputField {...field("province")} label={t("preview.province")} />
          <InputField {...field("postal")} label={t("preview.postal")} />
        </FieldGrid>
        <Row>
          <Button busy={busy} disabled={disabled} onClick={() => onAsk(order)}>
            {t("preview.ask")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

function Told({ preview, zone, areas, byRadius }: Pick<PreviewCardProps, "preview" | "zone" | "areas" | "byRadius">) {
  const { t, i18n } = useTranslation("locations");
  const { moment } = useWords();
  const { placedAt, beginsAt, readyAt } = preview;
  const placed = moment(placedAt, zone);
  const named = (areas ?? []).map(
    ({ name, delivers }) => `${name} (${t(`areas.${delivers}`).toLocaleLowerCase(i18n.language)})`,
  );
  return (
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
      {areas !== null && (
        <Text block>
          {named.length === 0
            ? t("preview.notCovered")
            : t("preview.covered", { areas: new Intl.ListFormat(i18n.language).format(named) })}{" "}
          {byRadius && t("preview.byRadius")}
        </Text>
      )}
    </Stack>
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
