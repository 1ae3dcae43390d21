import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { PlaceState } from "../page.server.ts";

/** More locations than these are counted, unless all are asked for. */
const FEW = 4;

/** What an item shows at each location, and what it should. Those that are not as they should be come first. */
export function Places({ places, all = false }: { readonly places: readonly PlaceState[]; readonly all?: boolean }) {
  const { t } = useTranslation("shared-items");
  if (places.length === 0) return <Text tone="subdued">{t("place.none")}</Text>;
  const right = ({ available, wanted, trouble }: PlaceState) =>
    trouble === "" && (wanted === null || wanted === available);
  const sorted = places.toSorted((a, b) => Number(right(a)) - Number(right(b)));
  const few = all ? sorted : sorted.slice(0, FEW);
  return (
    <Stack gap="tight">
      {few.map((place) => (
        <Place key={place.locationId} place={place} />
      ))}
      {few.length < sorted.length && (
        <Text small tone="subdued">
          {t("place.more", { count: sorted.length - few.length })}
        </Text>
      )}
    </Stack>
  );
}

function Place({ place: { location, available, wanted, trouble, missing } }: { readonly place: PlaceState }) {
  const { t, i18n } = useTranslation("shared-items");
  const number = (units: number) => formatNumber(units, i18n.language);
  const differs = wanted !== null && wanted !== available;
  return (
    <Row gap="tight">
      <Text>
        {location}:{" "}
        <Text strong>
          {differs ? t("place.change", { from: number(available), to: number(wanted) }) : number(available)}
        </Text>
      </Text>
      {missing && <Badge tone="info">{t("place.missing")}</Badge>}
      {wanted === null && <Badge>{t("place.unlimited")}</Badge>}
      {trouble !== "" && (
        <Badge tone={trouble === "CHANGE_FROM_QUANTITY_STALE" ? "attention" : "critical"}>
          {t([`trouble.${trouble}`, "trouble.other"] as "trouble.other"[], { code: trouble })}
        </Badge>
      )}
    </Row>
  );
}
