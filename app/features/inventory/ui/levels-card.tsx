import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { STATES } from "../../../core/stock-states.ts";
import type { ShownItem, ShownLevel } from "../item-page.server.ts";

interface LevelsCardProps {
  readonly item: ShownItem;
  readonly levels: readonly ShownLevel[];
  /** The location whose history is below. */
  readonly selected: string | null;
  readonly to: (change: { location: string }) => string;
}

/** The item at every location, in all eight quantities. */
export function LevelsCard({ item, levels, selected, to }: LevelsCardProps) {
  const { t, i18n } = useTranslation("inventory");
  return (
    <Card title={t("item.levels")} padded={false}>
      <div className="e-scroll">
        <DataTable<ShownLevel>
          caption={t("item.levels")}
          rows={levels}
          keyOf={({ locationId }) => locationId}
          columns={[
            {
              id: "location",
              title: t("column.location"),
              cell: (level) => (
                <Row gap="tight">
                  {level.locationId === selected ? (
                    <Text strong>{level.location}</Text>
                  ) : (
                    <AppLink to={to({ location: level.locationId })}>{level.location}</AppLink>
                  )}
                  {level.differs && <Badge tone="warning">{t("note.differs")}</Badge>}
                  {!level.active && <Badge>{t("note.inactive")}</Badge>}
                </Row>
              ),
            },
            ...STATES.map((state) => ({
              id: state,
              title: t(`column.${state}`),
              numeric: true,
              cell: (level: ShownLevel) => {
                const units = level.quantities[state];
                if (!item.tracked) return "–";
                const text = formatNumber(units, i18n.language);
                return units < 0 ? <Text tone="critical">{text}</Text> : text;
              },
            })),
          ]}
        />
      </div>
    </Card>
  );
}
