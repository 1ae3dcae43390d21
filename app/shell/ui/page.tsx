import { BlockStack, InlineStack, Page as PolarisPage } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Word } from "../../features/help/domain/words.ts";
import { SectionTabs } from "./section-tabs.tsx";
import type { Section } from "./sections.ts";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";
import { WordsHelp } from "./words-help.tsx";

interface PageProps {
  readonly title: string;
  readonly subtitle?: string;
  /** Badges beside the title. */
  readonly badges?: ReactNode;
  /** Words of the page that its reader may want explained. */
  readonly words?: readonly Word[];
  /** The part of the app whose pages stand beside this one. */
  readonly section?: Section;
  /** Where "back" leads, with its spoken name: of a page that is inside another. */
  readonly back?: { readonly label: string; readonly to: string };
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The frame of one page: title, pages beside it or the way back, actions, content. */
export function Page({
  title,
  subtitle,
  badges,
  words = [],
  section,
  back,
  actions,
  wide = false,
  children,
}: PageProps) {
  const href = useHref();
  const maySee = useMaySee();
  return (
    <PolarisPage
      title={title}
      fullWidth={wide}
      {...(subtitle === undefined ? {} : { subtitle })}
      {...(badges === undefined && words.length === 0
        ? {}
        : { titleMetadata: <Beside badges={badges} words={words} /> })}
      {...(back === undefined || !maySee(back.to) ? {} : { backAction: { content: back.label, url: href(back.to) } })}
      {...(actions === undefined ? {} : { primaryAction: actions })}
    >
      <div className="e-page">
        <BlockStack gap="400">
          {section && <SectionTabs section={section} />}
          {children}
        </BlockStack>
      </div>
    </PolarisPage>
  );
}

function Beside({ badges, words }: { readonly badges: ReactNode; readonly words: readonly Word[] }) {
  return (
    <InlineStack gap="100" blockAlign="center">
      {badges}
      <WordsHelp words={words} />
    </InlineStack>
  );
}

/** Two columns beside each other, one below the other on a phone. The first is as wide before the second has come: pages come in pieces. */
export function Columns({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) {
  return (
    <div className="e-columns">
      <BlockStack gap="400">{main}</BlockStack>
      <BlockStack gap="400">{side}</BlockStack>
    </div>
  );
}
