import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { wordOf } from "../words.ts";
import type { OrderData } from "./order-data.ts";

type Parcel = OrderData["parcels"][number];
type Scan = Parcel["scans"][number];
type ByOthers = OrderData["byOthers"][number];

const TONES: Readonly<Record<string, BadgeTone>> = {
  delivered: "success",
  exception: "critical",
  lost: "critical",
  returned: "critical",
  delayed: "warning",
  attempted: "warning",
  unknown: "warning",
};

/** The parcels of an order and what their carriers said; and what others sent of it. */
export function ParcelsCard({
  parcels,
  byOthers,
  replacements,
}: Pick<OrderData, "parcels" | "byOthers" | "replacements">) {
  const { t } = useTranslation("orders");
  return (
    <Card title={t("order.parcels.title")}>
      {parcels.length + byOthers.length === 0 ? (
        <Text tone="subdued" block>
          {t("order.parcels.empty")}
        </Text>
      ) : (
        <Stack gap="loose">
          {parcels.map((parcel) => (
            <ParcelBlock
              key={parcel.parcelId}
              parcel={parcel}
              replacing={replacements.find(({ parcelId }) => parcelId === parcel.parcelId)?.status}
            />
          ))}
          {byOthers.map((parcel) => (
            <ByOthersBlock key={`${parcel.fulfillmentId} ${parcel.number}`} parcel={parcel} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

interface ParcelBlockProps {
  readonly parcel: Parcel;
  /** How far its label is replaced by another; undefined: it is the first. */
  readonly replacing: OrderData["replacements"][number]["status"] | undefined;
}

function ParcelBlock({ parcel, replacing }: ParcelBlockProps) {
  const { t } = useTranslation("orders");
  const mayPrint = parcel.stage === "labelled" && parcel.hasLabel && replacing !== "voiding";
  return (
    <Stack>
      <Row apart>
        <Heading>{[parcel.carrier, parcel.trackingNumber].filter(Boolean).join(" · ")}</Heading>
        <Badge tone={TONES[parcel.stage] ?? "info"}>{wordOf(t, "order.parcelStage", parcel.stage)}</Badge>
      </Row>
      <Row gap="loose">
        {parcel.expectedAt !== null && (
          <Text tone="subdued">
            {t("order.parcels.expected")} <Time at={parcel.expectedAt} show="day" />
          </Text>
        )}
        {parcel.trackingUrl !== null && (
          <AppLink outside to={parcel.trackingUrl}>
            {t("order.parcels.track")}
          </AppLink>
        )}
        {mayPrint && (
          <SaveFileButton
            plain
            url={`/app/parcels/${parcel.parcelId}/label.pdf`}
            name={`label-${parcel.trackingNumber ?? parcel.parcelId}.pdf`}
            failed={t("order.parcels.labelFailed")}
          >
            {t("order.parcels.label")}
          </SaveFileButton>
        )}
        {(mayPrint || replacing === "failed") && (
          <AppLink to={`/app/fulfillment/parcels/${parcel.parcelId}`}>{t("order.parcels.weighAgain")}</AppLink>
        )}
      </Row>
      {replacing !== undefined && replacing !== "done" && (
        <Text tone="critical" block>
          {t(`order.parcels.replacing.${replacing}`)}
        </Text>
      )}
      {parcel.scans.length === 0 ? (
        <Text tone="subdued" block>
          {t("order.parcels.noScans")}
        </Text>
      ) : (
        <DataTable<Scan>
          caption={t("order.parcels.scans")}
          rows={parcel.scans}
          keyOf={(scan) => scan.key}
          columns={[
            { id: "at", title: t("order.parcels.when"), cell: (scan) => <Time at={scan.at} /> },
            { id: "what", title: t("order.parcels.what"), cell: (scan) => <ScanWords scan={scan} /> },
            { id: "place", title: t("order.parcels.place"), cell: (scan) => scan.place ?? "" },
          ]}
        />
      )}
    </Stack>
  );
}

/** We hear nothing of it from a carrier: number, carrier and link are all there is. */
function ByOthersBlock({ parcel }: { readonly parcel: ByOthers }) {
  const { t } = useTranslation("orders");
  const whose =
    parcel.carrier === null
      ? "order.parcels.carrierUnknown"
      : parcel.carrierFromNumber
        ? "order.parcels.carrierRead"
        : null;
  return (
    <Stack>
      <Row apart>
        <Heading>{[parcel.carrier, parcel.number].filter(Boolean).join(" · ")}</Heading>
        <Badge tone="info">{t("order.parcels.byOthers")}</Badge>
      </Row>
      <Row gap="loose">
        {whose !== null && <Text tone="subdued">{t(whose)}</Text>}
        {parcel.url !== null && (
          <AppLink outside to={parcel.url}>
            {t("order.parcels.track")}
          </AppLink>
        )}
      </Row>
    </Stack>
  );
}

function ScanWords({ scan }: { readonly scan: Scan }) {
  const { t } = useTranslation("orders");
  return scan.stage === "unknown"
    ? t("order.parcels.unreadable", { code: scan.code })
    : wordOf(t, "order.parcelStage", scan.stage);
}
