import { Combobox, Listbox } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface PickOption {
  readonly value: string;
  readonly label: string;
}

interface PickFieldProps {
  /** The field's id in the document, for whoever gives it the keyboard. */
  readonly id: string;
  readonly label: string;
  /** What there is to choose from, under headings; a group without options is left out. */
  readonly groups: readonly { readonly title: string; readonly options: readonly PickOption[] }[];
  /** What is chosen, in words; empty: nothing yet. */
  readonly shown: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly onPick: (value: string) => void;
}

/** One of many, found by typing a part of its name: the arrow keys choose, Enter takes, Escape leaves it as it was. */
export function PickField({ id, label, groups, shown, error, disabled = false, onPick, ...more }: PickFieldProps) {
  const { t } = useTranslation("shell");
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = folded(typed ?? "");
  const found = groups
    .map(({ title, options }) => ({
      title,
      options: options.filter((option) => folded(`${title} ${option.label}`).includes(wanted)),
    }))
    .filter(({ options }) => options.length > 0);
  return (
    <Combobox
      activator={
        <Combobox.TextField
          id={id}
          label={label}
          labelHidden
          autoComplete="off"
          value={typed ?? shown}
          disabled={disabled}
          onChange={setTyped}
          onBlur={() => setTyped(null)}
          {...more}
          {...(error !== undefined && { error })}
        />
      }
    >
      <Listbox
        accessibilityLabel={label}
        onSelect={(value) => {
          setTyped(null);
          onPick(value);
        }}
      >
        {found.map(({ title, options }) => (
          <Listbox.Section key={title} divider={false} title={<Listbox.Header>{title}</Listbox.Header>}>
            {options.map((option) => (
              <Listbox.Option key={option.value} value={option.value} selected={option.label === shown}>
                {option.label}
              </Listbox.Option>
            ))}
          </Listbox.Section>
        ))}
        {found.length === 0 && (
          <Listbox.Option value="" disabled>
            {t("pick.nothing")}
          </Listbox.Option>
        )}
      </Listbox>
    </Combobox>
  );
}

/** Without case and accents, for comparing what somebody types. */
export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
