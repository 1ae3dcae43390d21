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
  const found = fitting(groups, folded(typed ?? ""));
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

/** What has the typed text in its name or its heading; names that begin with it, and their groups, come first. */
function fitting(groups: PickFieldProps["groups"], wanted: string): PickFieldProps["groups"] {
  const rank = ({ label }: PickOption) => (folded(label).startsWith(wanted) ? 0 : 1);
  const best = (options: readonly PickOption[]) => Math.min(...options.map(rank));
  return groups
    .map(({ title, options }) => ({
      title,
      options: options
        .filter(({ label }) => folded(`${title} ${label}`).includes(wanted))
        .toSorted((a, b) => rank(a) - rank(b)),
    }))
    .filter(({ options }) => options.length > 0)
    .toSorted((a, b) => best(a.options) - best(b.options));
}

/** Without case and accents, for comparing what somebody types. */
export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
