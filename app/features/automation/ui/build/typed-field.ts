/** What every field of a rule's builder is given, whatever is typed in it. */
export interface TypedFieldProps {
  readonly name: string;
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}
