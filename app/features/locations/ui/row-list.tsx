import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { FieldGroup } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import type { ReactNode } from "react";
import { MOST_ROWS } from "../domain/form-reader.ts";

interface RowListProps<Each> {
  readonly rows: readonly Each[];
  /** What a row is called: "Area 2". */
  readonly title: (number: number) => string;
  readonly add: string;
  readonly blank: Each;
  readonly disabled: boolean;
  readonly onChange: (rows: Each[]) => void;
  readonly children: (row: Each, index: number, onRow: (row: Each) => void) => ReactNode;
}

/** Rows of fields that can be added and removed. */
export function RowList<Each>({ rows, title, add, blank, disabled, onChange, children }: RowListProps<Each>) {
  const { t } = useTranslation("locations");
  return (
    <Stack gap="loose">
      {rows.map((row, index) => (
        // Rows have no name of their own, and are only ever added at the end.
        <FieldGroup key={index} legend={title(index + 1)}>
          {children(row, index, (changed) => onChange(rows.with(index, changed)))}
          <Row>
            <Button
              plain
              disabled={disabled}
              spoken={t("removeSpoken", { what: title(index + 1) })}
              onClick={() => onChange(rows.toSpliced(index, 1))}
            >
              {t("remove")}
            </Button>
          </Row>
        </FieldGroup>
      ))}
      <Row>
        <Button disabled={disabled || rows.length >= MOST_ROWS} onClick={() => onChange([...rows, blank])}>
          {add}
        </Button>
      </Row>
    </Stack>
  );
}
