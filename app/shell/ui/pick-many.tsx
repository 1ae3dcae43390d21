import { BlockStack, Combobox, InlineStack, Listbox, Tag } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { folded, type PickOption } from "./pick-field.tsx";

interface PickManyProps {
  readonly id: string;
  readonly label: string;
  readonly chosen: readonly PickOption[];
  /** What fits what was typed. */
  readonly options: readonly PickOption[];
  readonly loading: boolean;
  /** Something that is not in the list may be taken as it was typed. */
  readonly free: boolean;
  /** At most one. */
  readonly single?: boolean;
  readonly error?: string | undefined;
  readonly help?: string;
  readonly disabled?: boolean;
  /** Told what somebody types, at once; empty when the field gets the keyboard. */
  readonly onSearch: (text: string) => void;
  readonly onChange: (chosen: readonly PickOption[]) => void;
}

/** Some of many, found by typing: Enter takes or leaves what the arrow keys chose; each can be taken away by its own button. */
export function PickMany(props: PickManyProps) {
  const { id, label, chosen, options, loading, free, single = false, error, help, disabled = false } = props;
  const { onSearch, onChange } = props;
  const { t } = useTranslation("shell");
  const [typed, setTyped] = useState("");
  const has = (value: string) => chosen.some((each) => each.value === value);
  const search = (text: string) => {
    setTyped(text);
    onSearch(text);
  };
  const own = typed.trim();
  const isNew = free && own !== "" && !options.some(({ value }) => folded(value) === folded(own)) && !has(own);
  const pick = (value: string) => {
    if (value === "") return;
    const option = options.find((each) => each.value === value) ?? { value, label: value };
    if (single) onChange([option]);
    else onChange(has(value) ? chosen.filter((each) => each.value !== value) : [...chosen, option]);
    if (typed !== "") search("");
  };
  return (
    <BlockStack gap="150">
      <Combobox
        allowMultiple={!single}
        activator={
          <Combobox.TextField
            id={id}
            label={label}
            labelHidden
            autoComplete="off"
            value={typed}
            placeholder={t("pick.search")}
            disabled={disabled}
            onFocus={() => onSearch(typed)}
            onChange={search}
            {...(error !== undefined && { error })}
            {...(help !== undefined && { helpText: help })}
          />
        }
      >
        <Listbox accessibilityLabel={label} onSelect={pick}>
          {isNew && <Listbox.Option value={own}>{t("pick.take", { text: own })}</Listbox.Option>}
          {options.map(({ value, label: name }) => (
            <Listbox.Option key={value} value={value} selected={has(value)}>
              {name}
            </Listbox.Option>
          ))}
          {loading && <Listbox.Loading accessibilityLabel={t("pick.loading")} />}
          {!loading && !isNew && options.length === 0 && (
            <Listbox.Option value="" disabled>
              {t(free ? "pick.type" : "pick.nothing")}
            </Listbox.Option>
          )}
        </Listbox>
      </Combobox>
      {chosen.length > 0 && (
        <InlineStack gap="100">
          {chosen.map(({ value, label: name }) => (
            <Tag
              key={value}
              disabled={disabled}
              onRemove={() => onChange(chosen.filter((each) => each.value !== value))}
            >
              {name}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  );
}
