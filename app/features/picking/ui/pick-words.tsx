import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import type { BatchStatus, TaskStatus } from "../domain/batch.ts";

const BATCH_TONES = {
  open: "neutral",
  picking: "attention",
  picked: "info",
  done: "success",
  cancelled: "neutral",
} as const satisfies Record<BatchStatus, BadgeTone>;

const TASK_TONES = {
  open: "attention",
  picked: "info",
  shipped: "success",
  void: "critical",
} as const satisfies Record<TaskStatus, BadgeTone>;

/** How far a batch is. */
export function BatchBadge({ status }: { readonly status: BatchStatus }) {
  const { t } = useTranslation("picking");
  return <Badge tone={BATCH_TONES[status]}>{t(`status.${status}`)}</Badge>;
}

/** How far an order of a batch is. */
export function TaskBadge({ status }: { readonly status: TaskStatus }) {
  const { t } = useTranslation("picking");
  return <Badge tone={TASK_TONES[status]}>{t(`task.${status}`)}</Badge>;
}

/** What a product is called, with its variant. */
export const nameOf = ({ title, variant }: { readonly title: string; readonly variant: string | null }): string =>
  [title, variant].filter(Boolean).join(" · ");

/** What a scanner reads of it. */
export const codeOf = ({ sku, barcode }: { readonly sku: string | null; readonly barcode: string | null }): string =>
  sku ?? barcode ?? "";
