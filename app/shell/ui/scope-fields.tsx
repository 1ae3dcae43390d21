import { useTranslation } from "react-i18next";
import { isOfPlace, SCOPES, type RuleFaults, type Scope } from "../../core/rule-scope.ts";
import { InputField, SelectField } from "./fields.tsx";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export const BLANK_SCOPE = { scope: "all", sku: "", location: "", vendor: "", tag: "" };

interface ScopeFieldsProps {
  readonly typed: typeof BLANK_SCOPE;
  readonly errors: RuleFaults;
  readonly onType: (name: keyof typeof BLANK_SCOPE, value: string) => void;
  readonly locations: readonly Named[];
  readonly choices: { readonly vendors: readonly string[]; readonly tags: readonly string[] };
}

/** What a rule about stock is about: which kind of things, and which of them. */
export function ScopeFields({ typed, errors, onType, locations, choices }: ScopeFieldsProps) {
  const { t } = useTranslation("shell");
  const field = (name: keyof typeof BLANK_SCOPE) => {
    const error = name === "scope" ? undefined : errors[name];
    return {
      name,
      label: t(`scope.${name}`),
      value: typed[name],
      error: error && t(`scope.error.${error}`),
      onChange: (value: string) => onType(name, value),
    };
  };
  const pick = (values: readonly Named[]) => [
    { value: "", label: t("scope.choose") },
    ...values.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const named = (values: readonly string[]) => pick(values.map((name) => ({ id: name, name })));
  const scope = typed.scope as Scope;
  return (
    <>
      <SelectField
        {...field("scope")}
        choices={SCOPES.map((value) => ({ value, label: t(`scope.scopes.${value}`) }))}
      />
      {(scope === "itemAt" || scope === "item") && <InputField {...field("sku")} />}
      {isOfPlace(scope) && <SelectField {...field("location")} choices={pick(locations)} />}
      {scope === "vendor" && <SelectField {...field("vendor")} choices={named(choices.vendors)} />}
      {scope === "tag" && <SelectField {...field("tag")} choices={named(choices.tags)} />}
    </>
  );
}
