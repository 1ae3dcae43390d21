import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import type { ShipmentStatus, TransferStatus } from "../domain/transfer.ts";

const TONES: Record<TransferStatus | ShipmentStatus, BadgeTone> = {
  DRAFT: "neutral",
  READY_TO_SHIP: "attention",
  IN_PROGRESS: "info",
  TRANSFERRED: "success",
  CANCELED: "neutral",
  DELETED: "neutral",
  OTHER: "neutral",
  IN_TRANSIT: "info",
  PARTIALLY_RECEIVED: "warning",
  RECEIVED: "success",
};

/** Where a transfer or a shipment is. */
export function StatusBadge({ status }: { readonly status: TransferStatus | ShipmentStatus }) {
  const { t } = useTranslation("transfers");
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}

interface Act {
  readonly status: string;
  readonly codes: readonly string[];
}

/** What was asked for and is not done: on its way, or why not. */
export function ActNotice({ act }: { readonly act: Act }) {
  const { t } = useTranslation("transfers");
  if (act.status === "waiting") return <Notice title={t("act.waiting")} />;
  return (
    <Notice tone="critical" title={t("act.failed")}>
      {act.codes.map((code) => t([`code.${code}`, "code.other"] as "code.other"[], { code })).join(" ")}
    </Notice>
  );
}
