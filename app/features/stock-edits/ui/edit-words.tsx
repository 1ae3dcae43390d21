import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { formatNumber } from "../../../platform/i18n/format.ts";
import type { EditStatus, LineStatus, ListedLine } from "../domain/edit.ts";

const EDIT_TONES: Readonly<Record<EditStatus, BadgeTone>> = {
  draft: "attention",
  asks: "warning",
  refused: "critical",
  writing: "info",
  done: "success",
  dropped: "neutral",
};

export function EditBadge({ status }: { readonly status: EditStatus }) {
  const { t } = useTranslation("stock-edits");
  return <Badge tone={EDIT_TONES[status]}>{t(`status.${status}`)}</Badge>;
}

const LINE_TONES: Readonly<Record<LineStatus, BadgeTone>> = {
  planned: "neutral",
  asks: "warning",
  written: "success",
  same: "neutral",
  failed: "critical",
  dropped: "neutral",
};

export function LineBadge({ status }: { readonly status: LineStatus }) {
  const { t } = useTranslation("stock-edits");
  return <Badge tone={LINE_TONES[status]}>{t(`line.${status}`)}</Badge>;
}

/** Who made an edit: Shopify tells our server a number of its staff, not a name. */
export function useStaff(): (edit: { readonly mine: boolean; readonly staffId: string }) => string {
  const { t } = useTranslation("stock-edits");
  return ({ mine, staffId }) => (mine ? t("you") : t("staff", { number: staffId }));
}

/** What a line does, in words: "Available: +5". */
export function useChangeWords(): (line: ListedLine) => string {
  const { t, i18n } = useTranslation("stock-edits");
  const { t: inventory } = useTranslation("inventory");
  return ({ kind, state, into, units }) =>
    t(`change.${kind}`, {
      state: inventory(`column.${state}`),
      into: into === "" ? "" : inventory(`column.${into}`),
      units,
      signed: `${units < 0 ? "−" : "+"}${formatNumber(Math.abs(units), i18n.language)}`,
    });
}

/** Why a line was not written. Shopify may have codes this version has no text for. */
export function useTrouble(): (code: string) => string {
  const { t } = useTranslation("stock-edits");
  return (code) => t(`trouble.${code}` as "trouble.inactive", { defaultValue: t("trouble.other", { code }) });
}
