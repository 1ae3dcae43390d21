import { Checkbox } from "@shopify/polaris";

interface CheckFieldProps {
  readonly label: string;
  /** Where the place says it; read aloud all the same. */
  readonly labelHidden?: boolean;
  readonly checked: boolean | "indeterminate";
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Yes or no, for one thing of a list or all of them. */
export function CheckField({ labelHidden = false, disabled = false, ...field }: CheckFieldProps) {
  return <Checkbox {...field} labelHidden={labelHidden} disabled={disabled} />;
}
