import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../platform/i18n/format.ts";
import { Card } from "./card.tsx";
import { DataTable } from "./data-table.tsx";
import { Text } from "./text.tsx";

/** A line of a file that was not taken: where, and what is wrong with it. */
export interface RowError {
  readonly line: number;
  readonly column?: string;
  readonly what: string;
}

interface RowErrorsProps {
  readonly title: string;
  readonly errors: readonly RowError[];
  /** So many are given at most. */
  readonly most: number;
  readonly action?: ReactNode;
}

/** The lines of a file that were not taken; nothing when all were. */
export function RowErrors({ title, errors, most, action }: RowErrorsProps) {
  const { t, i18n } = useTranslation("shell");
  if (errors.length === 0) return null;
  const named = errors.some(({ column = "" }) => column !== "");
  return (
    <Card title={title} padded={false} {...(action !== undefined && { action })}>
      <DataTable
        caption={title}
        rows={errors}
        keyOf={({ line, column, what }) => [line, column, what].join("-")}
        columns={[
          {
            id: "line",
            title: t("rowErrors.line"),
            numeric: true,
            cell: ({ line }) => formatNumber(line, i18n.language),
          },
          ...(named
            ? [{ id: "column", title: t("rowErrors.column"), cell: ({ column = "" }: RowError) => column }]
            : []),
          { id: "what", title: t("rowErrors.what"), cell: ({ what }) => what },
        ]}
      />
      {errors.length >= most && (
        <div className="e-condensed">
          <Text tone="subdued">{t("rowErrors.more", { count: most })}</Text>
        </div>
      )}
    </Card>
  );
}
