import { InlineGrid, Select, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  /** What is wrong with the value, beside the field. */
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

interface TextFieldProps extends FieldProps {
  /** Which keyboard a phone shows. */
  readonly numbers?: "decimal" | "whole";
  readonly secret?: boolean;
  /** Where a table's heading says it; read aloud all the same. */
  readonly labelHidden?: boolean;
}

/** A line of text or a number. */
export function InputField({ help, error, numbers, secret, disabled, ...field }: TextFieldProps) {
  return (
    <TextField
      {...field}
      autoComplete={secret ? "new-password" : "off"}
      type={secret ? "password" : "text"}
      disabled={disabled ?? false}
      {...(numbers === undefined ? {} : { inputMode: numbers === "decimal" ? "decimal" : "numeric" })}
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

/** Fields beside each other, below each other on a phone. */
export function FieldGrid({ children }: { readonly children: ReactNode }) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
      {children}
    </InlineGrid>
  );
}
