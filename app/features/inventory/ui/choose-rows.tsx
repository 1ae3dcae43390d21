import { memo, useCallback, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { ListedLevel, StockPage } from "../list.server.ts";

export const levelKey = ({ itemId, locationId }: ListedLevel) => `${itemId}-${locationId}`;

/** Rows of the page that are chosen; those that are no longer on it are not. */
export interface ChosenRows {
  readonly keys: readonly string[];
  readonly has: (level: ListedLevel) => boolean;
  readonly choose: (level: ListedLevel, chosen: boolean) => void;
  readonly chooseAll: (chosen: boolean) => void;
}

/** Undefined where rows cannot be chosen. */
export function useChosenRows(levels: readonly ListedLevel[], mayChange: boolean): ChosenRows | undefined {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const keys = levels.map(levelKey).filter((key) => chosen.has(key));
  const choose = useCallback(
    (level: ListedLevel, yes: boolean) =>
      setChosen((before) => {
        const after = new Set(before);
        if (yes) after.add(levelKey(level));
        else after.delete(levelKey(level));
        return after;
      }),
    [],
  );
  if (!mayChange || levels.length === 0) return undefined;
  return {
    keys,
    has: (level) => chosen.has(levelKey(level)),
    choose,
    chooseAll: (yes) => setChosen(new Set(yes ? levels.map(levelKey) : [])),
  };
}

interface ChoosableProps {
  readonly level: ListedLevel;
  /** Undefined where rows cannot be chosen. */
  readonly chosen: ChosenRows | undefined;
  readonly children: ReactNode;
}

/** A row's item, with a box to choose the row. */
export function Choosable({ level, chosen, children }: ChoosableProps) {
  if (!chosen) return children;
  return (
    <div className="e-choosable">
      <ChooseBox level={level} checked={chosen.has(level)} choose={chosen.choose} />
      {children}
    </div>
  );
}

/** Drawn again only when it is ticked: a page has fifty of them. */
const ChooseBox = memo(function ChooseBox({
  level,
  checked,
  choose,
}: Pick<ChosenRows, "choose"> & { readonly level: ListedLevel; readonly checked: boolean }) {
  const { t } = useTranslation("inventory");
  const title = [level.title, level.variant, level.sku].filter(Boolean).join(" · ");
  return (
    <CheckField
      label={t("choose.row", { title })}
      labelHidden
      checked={checked}
      onChange={(yes) => choose(level, yes)}
    />
  );
});

/** More than an edit may have (features/stock-edits). */
const MOST_ROWS = 5_000;

interface ChooseBarProps {
  readonly chosen: ChosenRows;
  readonly page: StockPage;
  /** The list's filter, as an address has it. */
  readonly filter: Record<string, string>;
  /** At the end of the line. */
  readonly children: ReactNode;
}

/** Choosing rows, and what can be done with them: the ones of this page, or all that the list shows. */
export function ChooseBar({ chosen, page, filter, children }: ChooseBarProps) {
  const { t } = useTranslation("inventory");
  const { keys } = chosen;
  const { count, levels } = page;
  const bulk = (parameters: Record<string, string>) =>
    `/app/inventory/edits/bulk?${new URLSearchParams(parameters).toString()}`;
  const all = count.more || count.value > MOST_ROWS ? null : count.value;
  return (
    <div className="e-inset e-choose">
      <Row apart>
        <Row>
          <CheckField
            label={keys.length === 0 ? t("choose.page") : t("choose.chosen", { count: keys.length })}
            checked={keys.length === 0 ? false : keys.length === levels.length ? true : "indeterminate"}
            onChange={chosen.chooseAll}
          />
          {keys.length > 0 && <LinkButton to={bulk({ levels: keys.join(",") })}>{t("choose.change")}</LinkButton>}
          {keys.length === levels.length && all !== null && all > levels.length && (
            <LinkButton plain to={bulk(filter)}>
              {t("choose.changeAll", { count: all })}
            </LinkButton>
          )}
          {keys.length === levels.length && all === null && <Text tone="subdued">{t("choose.tooMany")}</Text>}
        </Row>
        {children}
      </Row>
    </div>
  );
}
