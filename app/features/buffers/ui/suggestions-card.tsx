import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { BuffersData } from "./buffers-data.ts";
import { useChange } from "./use-change.ts";

type SuggestionsCardProps = Pick<BuffersData, "learned" | "locations" | "mayChange" | "started">;

/** Buffers learned from what went wrong, with what each would have saved and cost. */
export function SuggestionsCard({ learned, ...rest }: SuggestionsCardProps) {
  const { t } = useTranslation("buffers");
  return (
    <Card title={t("learned.title")}>
      {learned.length === 0 ? (
        <Empty title={t("learned.emptyTitle")}>{t("learned.emptyText")}</Empty>
      ) : (
        <Stack gap="loose">
          <Text tone="subdued" block>
            {`${t("learned.text")} ${t("learned.short")}`}
          </Text>
          {learned.map((level) => (
            <Learned key={`${level.itemId} ${level.locationId}`} level={level} {...rest} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

type LearnedProps = Omit<SuggestionsCardProps, "learned"> & { readonly level: BuffersData["learned"][number] };

function Learned({ level, locations, mayChange, started }: LearnedProps) {
  const { t, i18n } = useTranslation("buffers");
  const { currency } = useShop();
  const { Form, busy } = useChange();
  const { title, variant, sku, locationId, days, lost, badDays, late, worthMinor, worthIs, suggestions } = level;
  const location = locations.find(({ id }) => id === locationId)?.name ?? "";
  const worth = (units: number) =>
    worthMinor === null ? "" : ` (${formatMoney({ minor: Math.round(units * worthMinor), currency }, i18n.language)})`;
  const round = (units: number) => Math.round(units * 10) / 10;
  return (
    <Stack>
      <Heading>{[title, variant, location].filter(Boolean).join(" · ")}</Heading>
      <Text tone="subdued" block>
        {[
          t("learned.lost", { count: lost, days, badDays }),
          late > 0 ? t("learned.late", { count: late }) : t("learned.notLate"),
          worthIs === null ? t("learned.noWorth") : t(`learned.worth.${worthIs}`),
        ].join(" ")}
      </Text>
      {suggestions.map(({ share, units, saved, unsold }) => (
        <Row key={share} apart>
          <Text>
            {t("learned.would", {
              count: units,
              share: Math.round(share * 100),
              saved,
              savedWorth: worth(saved),
              unsold: round(unsold),
              unsoldWorth: worth(unsold),
            })}
          </Text>
          {sku !== null && (
            <ActionForm
              form={Form}
              values={{ do: "save", scope: "itemAt", sku, location: locationId, kind: "units", amount: String(units) }}
            >
              <Button
                submit
                busy={busy}
                disabled={!mayChange || !started}
                spoken={t("learned.acceptSpoken", { count: units, item: title, location })}
              >
                {t("learned.accept", { count: units })}
              </Button>
            </ActionForm>
          )}
        </Row>
      ))}
    </Stack>
  );
}
