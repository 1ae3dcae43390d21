import { useTranslation } from "react-i18next";
import { Page } from "../../../shell/ui/page.tsx";
import type { ReplayCardData } from "../page.server.ts";
import { ReplayCard } from "./replay-card.tsx";

export interface ReplaysPageProps {
  readonly data: ReplayCardData;
  readonly mayChange: boolean;
}

/** The replays of one set. */
export function ReplaysPage({ data, mayChange }: ReplaysPageProps) {
  const { t } = useTranslation("replay");
  const { setId, name } = data.set;
  return (
    <Page
      words={["replay"]}
      title={t("page.list")}
      subtitle={name}
      back={{ label: name, to: `/app/automations/${setId}` }}
    >
      <ReplayCard data={data} mayChange={mayChange} />
    </Page>
  );
}
