import type { AppProviderProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** The texts of Polaris' own components in the language of the page. */
export function usePolarisTexts(): AppProviderProps["i18n"] {
  const { i18n } = useTranslation("polaris" as never);
  return i18n.getResourceBundle(i18n.language, "polaris") as AppProviderProps["i18n"];
}
