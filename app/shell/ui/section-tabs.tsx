import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkTabs } from "./link-tabs.tsx";
import { pageOfSection, SECTIONS, type Section } from "./sections.ts";

/** The pages of a part of the app, side by side on each of them. */
export function SectionTabs({ section }: { readonly section: Section }) {
  const { t } = useTranslation("shell");
  const here = pageOfSection(section, useLocation().pathname);
  const tabs = SECTIONS[section].map(({ to, word }) => ({ to, label: t(word), selected: to === here }));
  return <LinkTabs label={t(`nav.${section}`)} tabs={tabs} oneLine />;
}
