import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { CellField } from "../../../shell/ui/cell-field.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { ListedLine } from "../../stock-edits/domain/edit.ts";
import type { TypedState } from "../domain/typed.ts";
import type { ListedLevel } from "../list.server.ts";
import { useTypedCell } from "./typed-cells.ts";
import type { CellEdits } from "./use-edits.ts";

interface TypedQuantityProps {
  readonly level: ListedLevel;
  readonly state: TypedState;
  readonly edits: CellEdits;
}

/** A quantity that can be typed over, and what became of what was typed. */
export function TypedQuantity({ level, state, edits }: TypedQuantityProps) {
  const { t, i18n } = useTranslation("inventory");
  const shown = formatNumber(level.quantities[state], i18n.language);
  const { text, problem } = useTypedCell(edits.cells, level, state);
  const line = edits.lineOf(level, state);
  const writing = text === undefined && line?.status === "planned";
  const type = (value: string) => edits.cells.type(level, state, value, shown, level.quantities[state]);
  const name = [level.title, level.variant, level.sku].filter(Boolean).join(" · ");
  return (
    <CellField
      label={`${t(`column.${state}`)}: ${name}`}
      column={state}
      value={text ?? (writing ? formatNumber(wanted(line), i18n.language) : shown)}
      changed={text !== undefined}
      error={problem && t(`edit.${problem}`)}
      disabled={writing}
      onChange={type}
      onRevert={() => type(shown)}
      note={line && text === undefined && <Outcome line={line} edits={edits} />}
    />
  );
}

const wanted = ({ kind, seen, units }: ListedLine) => (kind === "set" ? units : seen + units);

/** What became of a number that was saved. */
function Outcome({ line, edits }: { readonly line: ListedLine; readonly edits: CellEdits }) {
  const { t } = useTranslation("inventory");
  const { status, problem, title, seen, now, units } = line;
  const numbers = { seen, now, units };
  if (status === "written" || status === "same")
    return (
      <Text small tone="success">
        {t("edit.written")}
      </Text>
    );
  if (status === "planned")
    return (
      <Text small tone="subdued">
        {t("edit.writing")}
      </Text>
    );
  if (status === "failed")
    return (
      <Text small tone="critical">
        {t(`edit.failed.${problem}` as "edit.failed.inactive", { defaultValue: t("edit.failed.other") })}
      </Text>
    );
  if (status === "dropped") return null;
  return (
    <>
      <Text small tone="critical">
        {t("edit.changed", numbers)}
      </Text>
      <Button plain spoken={`${t("edit.anyway", numbers)}: ${title}`} onClick={() => edits.answer(line, "anyway")}>
        {t("edit.anyway", numbers)}
      </Button>
      <Button plain spoken={`${t("edit.keep", numbers)}: ${title}`} onClick={() => edits.answer(line, "keep")}>
        {t("edit.keep", numbers)}
      </Button>
    </>
  );
}
