import { useTranslation } from "react-i18next";
import { STOCK_REASONS } from "../../../core/stock-reasons.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useOpenCells, useWrongCells } from "./typed-cells.ts";
import type { Edits } from "./use-edits.ts";

/** Shopify's bar for what is typed and not saved, and what became of what was saved last. */
export function EditBar({ edits }: { readonly edits: Edits }) {
  const { t } = useTranslation("inventory");
  const { busy, saved, refused, inCells } = edits;
  const open = useOpenCells(inCells.cells);
  return (
    <>
      <Unsaved open={open > 0} busy={busy} onSave={edits.save} onDiscard={inCells.cells.discard} />
      {refused !== null && <Notice tone="critical" title={t(`edit.refused.${refused}`)} />}
      {saved && <SavedNotice saved={saved} />}
    </>
  );
}

/** What is typed and not saved, and why it is changed: in a line that is there before, so that the row somebody types in stays where it is. */
export function OpenEdits({ edits: { inCells, reason, chooseReason } }: { readonly edits: Edits }) {
  const { t } = useTranslation("inventory");
  const open = useOpenCells(inCells.cells);
  const wrong = useWrongCells(inCells.cells);
  if (open === 0) return null;
  return (
    <Row>
      {wrong > 0 ? (
        <Text tone="critical">{t("edit.wrong", { count: wrong, of: open })}</Text>
      ) : (
        <Text>{t("edit.open", { count: open })}</Text>
      )}
      <SelectField
        name="reason"
        label={t("edit.reason")}
        labelHidden
        value={reason}
        choices={STOCK_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        onChange={(value) => {
          const chosen = STOCK_REASONS.find((each) => each === value);
          if (chosen) chooseReason(chosen);
        }}
      />
    </Row>
  );
}

function SavedNotice({ saved: { editId, gone, lines } }: { readonly saved: NonNullable<Edits["saved"]> }) {
  const { t } = useTranslation("inventory");
  const count = (...statuses: readonly string[]) => lines.filter(({ status }) => statuses.includes(status)).length;
  const [written, writing, asks, failed] = [
    count("written", "same"),
    count("planned"),
    count("asks"),
    count("failed") + gone,
  ];
  const parts = [
    written > 0 && t("edit.countWritten", { count: written }),
    writing > 0 && t("edit.countWriting", { count: writing }),
    asks > 0 && t("edit.countAsks", { count: asks }),
    failed > 0 && t("edit.countFailed", { count: failed }),
  ].filter((part) => part !== false);
  const tone = asks > 0 || failed > 0 ? "warning" : writing > 0 ? "info" : "success";
  return (
    <Notice tone={tone} title={parts.length === 0 ? t("edit.stored") : parts.join(" · ")}>
      <AppLink to={`/app/inventory/edits/${editId}`}>
        {t("documentNumber", { kind: t("document.edit"), number: editId })}
      </AppLink>
    </Notice>
  );
}
