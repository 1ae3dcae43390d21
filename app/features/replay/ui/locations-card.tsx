import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { LoadSums } from "../domain/totals.ts";
import type { StoredTotals } from "../replays.server.ts";
import { useWords } from "./use-words.ts";

interface LocationsCardProps {
  readonly totals: StoredTotals;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
}

const NUMBERS = ["parcels", "units", "mostParcels", "beyond"] as const satisfies readonly (keyof LoadSums)[];

/** What each location would have to do, with the live rules and with those that were tried. */
export function LocationsCard({ totals, locations }: LocationsCardProps) {
  const { t, number } = useWords(totals.currency);
  return (
    <Card title={t("locations.title")} padded={false}>
      <DataTable
        caption={t("locations.title")}
        rows={totals.locations}
        keyOf={({ locationId }) => locationId}
        columns={[
          {
            id: "location",
            title: t("column.location"),
            cell: ({ locationId }) => locations.find(({ id }) => id === locationId)?.name ?? locationId,
          },
          ...NUMBERS.map((name) => ({
            id: name,
            title: t(`locations.${name}`),
            numeric: true,
            cell: ({ before, after }: (typeof totals.locations)[number]) => (
              <Text strong={before[name] !== after[name]}>
                {before[name] === after[name]
                  ? number(after[name])
                  : t("locations.fromTo", { before: number(before[name]), after: number(after[name]) })}
              </Text>
            ),
          })),
        ]}
      />
    </Card>
  );
}
