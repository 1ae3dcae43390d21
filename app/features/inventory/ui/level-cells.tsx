import { memo } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney, type Money } from "../../../core/money.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Row, Stack, Tiles } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { Column } from "../domain/columns.ts";
import { valueAtCost } from "../domain/value.ts";
import type { StockState } from "../../../core/stock-states.ts";
import type { ListedLevel } from "../list.server.ts";
import { TypedQuantity } from "./typed-quantity.tsx";
import type { CellEdits } from "./use-edits.ts";

interface CellProps {
  readonly level: ListedLevel;
}

interface EditableProps extends CellProps {
  readonly edits: CellEdits;
}

/** The item of a row, with what one should know of its numbers. Like each cell it is drawn again only when its level changes: a page has 500 of them. */
export const ItemCell = memo(function ItemCell({ level }: CellProps) {
  return (
    <Stack gap="tight">
      <ItemLink level={level} />
      {level.variant !== null && (
        <Text small tone="subdued">
          {level.variant}
        </Text>
      )}
      <Notes level={level} />
    </Stack>
  );
});

/** One column of a row. */
export const LevelCell = memo(function LevelCell({
  level,
  column,
  edits,
}: EditableProps & { readonly column: Column }) {
  switch (column) {
    case "sku":
    case "barcode":
      return level[column] ?? "";
    case "vendor":
    case "type":
      return level[column];
    case "cost":
      return <Amount money={level.cost} />;
    case "value":
      return <Amount money={valueAtCost(level.quantities.on_hand, level.cost)} />;
    case "updated":
      return <Time at={level.updatedAt} />;
    default:
      return <Quantity level={level} state={column} edits={edits} />;
  }
});

/** A row on a phone. */
export function CondensedLevel({ level, location, edits }: EditableProps & { readonly location: string }) {
  const { t } = useTranslation("inventory");
  return (
    <Stack gap="tight">
      <ItemLink level={level} />
      <Text small tone="subdued" block>
        {[level.variant, level.sku, location].filter(Boolean).join(" · ")}
      </Text>
      <Tiles>
        {(["available", "on_hand", "committed", "incoming"] as const).map((state) => (
          <Stack key={state} gap="tight">
            <Text small tone="subdued">
              {t(`column.${state}`)}
            </Text>
            <Quantity level={level} state={state} edits={edits} />
          </Stack>
        ))}
      </Tiles>
      <Notes level={level} />
    </Stack>
  );
}

/** One quantity of a level; a field where the reader may type over it. Nothing that is tracked nowhere has one. */
function Quantity({ level, state, edits }: EditableProps & { readonly state: StockState }) {
  const { i18n } = useTranslation("inventory");
  if (!level.tracked) return "–";
  if ((state === "available" || state === "on_hand") && level.active && edits.mayChange)
    return <TypedQuantity level={level} state={state} edits={edits} />;
  const units = level.quantities[state];
  const text = formatNumber(units, i18n.language);
  if (units < 0) return <Text tone="critical">{text}</Text>;
  return units === 0 ? <Text tone="subdued">{text}</Text> : text;
}

function ItemLink({ level }: CellProps) {
  return <AppLink to={`/app/inventory/${level.itemId}`}>{level.title === "" ? level.itemId : level.title}</AppLink>;
}

function Notes({ level }: CellProps) {
  const { t } = useTranslation("inventory");
  const notes = [
    level.differs && { tone: "warning" as const, text: t("note.differs") },
    level.unread && { tone: "info" as const, text: t("note.unread") },
    !level.tracked && { tone: "neutral" as const, text: t("note.untracked") },
    !level.active && { tone: "neutral" as const, text: t("note.inactive") },
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <Row gap="tight">
      {notes.map(({ tone, text }) => (
        <Badge key={text} tone={tone}>
          {text}
        </Badge>
      ))}
    </Row>
  );
}

function Amount({ money }: { readonly money: Money | null }) {
  const { i18n } = useTranslation("inventory");
  return money === null ? "" : formatMoney(money, i18n.language);
}
