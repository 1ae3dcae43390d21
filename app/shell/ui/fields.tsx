import { BlockStack, InlineGrid, Select, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  /** What is wrong with the value, beside the field. */
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  /** Where the place says it; read aloud all the same. */
  readonly labelHidden?: boolean;
  readonly onChange: (value: string) => void;
}

interface TextFieldProps extends FieldProps {
  /** Which keyboard a phone shows. */
  readonly numbers?: "decimal" | "whole";
  /** Chosen from a calendar or a clock: "2026-12-24", "15:00", "2026-12-24T15:00". */
  readonly picks?: "date" | "time" | "moment";
  readonly secret?: boolean;
  /** What the number counts, behind it: "km". */
  readonly unit?: string;
  /** Several lines of text: how high the field is at first. */
  readonly lines?: number;
}

const PICKS = { date: "date", time: "time", moment: "datetime-local" } as const;

/** A text or a number. */
export function InputField({ help, error, numbers, picks, secret, unit, lines, disabled, ...field }: TextFieldProps) {
  return (
    <TextField
      {...field}
      autoComplete={secret ? "new-password" : "off"}
      type={secret ? "password" : picks === undefined ? "text" : PICKS[picks]}
      disabled={disabled ?? false}
      {...(numbers === undefined ? {} : { inputMode: numbers === "decimal" ? "decimal" : "numeric" })}
      {...(unit === undefined ? {} : { suffix: unit })}
      {...(lines === undefined ? {} : { multiline: lines })}
      {...(help === undefined ? {} : { helpText: help })}
      {...(error === undefined ? {} : { error })}
    />
  );
}

/** One of a few. */
export function SelectField({
  choices,
  help,
  error,
  disabled,
  ...field
}: FieldProps & { readonly choices: readonly { readonly value: string; readonly label: string }[] }) {
  return (
    <Select
      {...field}
      options={[...choices]}
      disabled={disabled ?? false}
      {...(help === undefined ? {} : { helpText: help })}
      {...(error === undefined ? {} : { error })}
    />
  );
}

const WEEK = { short: { xs: 2, sm: 4, lg: 7 }, long: { xs: 1, sm: 2, lg: 4 } } as const;

/** Fields that belong together, with a name that is read before each of them. `week`: seven of a kind, with a short or a long text in each. */
export function FieldGroup({
  legend,
  week,
  children,
}: {
  readonly legend: string;
  readonly week?: keyof typeof WEEK;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="e-group">
      <legend>{legend}</legend>
      {week === undefined ? (
        <BlockStack gap="300">{children}</BlockStack>
      ) : (
        <InlineGrid columns={WEEK[week]} gap="200">
          {children}
        </InlineGrid>
      )}
    </fieldset>
  );
}

/** Fields beside each other, below each other on a phone. */
export function FieldGrid({ children }: { readonly children: ReactNode }) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
      {children}
    </InlineGrid>
  );
}

/** Two short fields, as wide as what they take: beside each other on a phone, too. */
export function FieldPair({ children }: { readonly children: ReactNode }) {
  return <div className="e-pair">{children}</div>;
}
