import { ChoiceList } from "@shopify/polaris";

interface CheckListProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly disabled?: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Any number of a few. */
export function CheckList({ label, choices, chosen, disabled = false, onChange }: CheckListProps) {
  return (
    <ChoiceList
      allowMultiple
      title={label}
      choices={[...choices]}
      selected={[...chosen]}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
