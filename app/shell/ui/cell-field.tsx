import { useId, type KeyboardEvent, type ReactNode } from "react";

interface CellFieldProps {
  /** What the number is, for whoever does not see its row and column. */
  readonly label: string;
  /** Cells of one column follow each other by Enter and the arrow keys. */
  readonly column: string;
  readonly value: string;
  readonly changed: boolean;
  readonly error?: string | undefined;
  readonly disabled: boolean;
  /** What became of it, below the field. */
  readonly note?: ReactNode;
  readonly onChange: (value: string) => void;
  /** Escape: back to what it was. */
  readonly onRevert: () => void;
}

/**
 * A number of a list that can be typed over where it stands. Native, because a page has a hundred of them. What is wrong with it lies over the list while the
 * field has the focus, so that no row moves under somebody who types.
 */
export function CellField({
  label,
  column,
  value,
  changed,
  error,
  disabled,
  note,
  onChange,
  onRevert,
}: CellFieldProps) {
  const id = useId();
  const steps: Readonly<Record<string, number>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "Enter" && event.shiftKey ? -1 : steps[event.key];
    if (event.key === "Escape") onRevert();
    else if (step === undefined) return;
    else next(event.currentTarget, step);
    event.preventDefault();
  };
  return (
    <div className="e-cell" {...(changed && { "data-changed": "" })}>
      <input
        type="text"
        // A phone's digits have no plus and minus.
        inputMode="text"
        autoComplete="off"
        enterKeyHint="next"
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        data-cell={column}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
      />
      {error !== undefined && (
        <span id={`${id}-error`} className="e-cell-error">
          {error}
        </span>
      )}
      {note}
    </div>
  );
}

function next(from: HTMLInputElement, step: number): void {
  const column = [...document.querySelectorAll<HTMLInputElement>(`input[data-cell="${from.dataset["cell"] ?? ""}"]`)];
  const open = column.filter((cell) => !cell.disabled);
  open[open.indexOf(from) + step]?.focus();
}

/** Leads to the first number on the page that cannot be saved. */
export function focusWrongCell(): void {
  document.querySelector<HTMLInputElement>('input[data-cell][aria-invalid="true"]')?.focus();
}
