import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { historyPage } from "../history-page.server.ts";
import { SetFrame } from "./set-frame.tsx";
import { useStaff } from "./set-words.tsx";

type HistoryData = NonNullable<Awaited<ReturnType<typeof historyPage>>> & {
  readonly me: string;
  readonly mayChange: boolean;
};
type Change = HistoryData["changes"][number];

/** Everything that was done to a set, by whom and when. */
export function HistoryPage({ set, changes, before, older, me, mayChange }: HistoryData) {
  const { t } = useTranslation("automation");
  const staff = useStaff(me);
  const say = useChangeText();
  const path = `/app/automations/${set.setId}/history`;
  return (
    <SetFrame set={set} selected="history" mayChange={mayChange}>
      <Card title={t("page.history.title")} padded={false}>
        <DataTable
          caption={t("page.history.title")}
          rows={changes}
          keyOf={({ seq }) => seq}
          columns={[
            { id: "at", title: t("page.history.at"), cell: ({ at }) => <Time at={at} /> },
            { id: "who", title: t("page.history.who"), cell: ({ who }) => staff(who) },
            { id: "what", title: t("page.history.what"), cell: say },
          ]}
        />
        {(before !== null || older !== null) && (
          <div className="e-condensed">
            <Row>
              {before !== null && <AppLink to={path}>{t("page.history.newest")}</AppLink>}
              {older !== null && <AppLink to={`${path}?before=${older}`}>{t("page.history.older")}</AppLink>}
            </Row>
          </div>
        )}
      </Card>
    </SetFrame>
  );
}

const DID = ["added", "changed", "enable", "disable", "duplicate", "delete", "up", "down", "template"] as const;

/** What was done, in words. */
function useChangeText(): (change: Change) => string {
  const { t, i18n } = useTranslation("automation");
  const { timezone } = useShop();
  return ({ code, number, data }) => {
    const text = (name: string) => (typeof data[name] === "string" ? data[name] : "");
    const count = typeof data["count"] === "number" ? data["count"] : 0;
    const shown = number ?? (typeof data["number"] === "number" ? data["number"] : 0);
    const did = DID.find((each) => each === data["did"]);
    if (code === "version.saved" && did !== undefined)
      return t(`page.history.rule.${did}`, { name: text("rule"), number: shown });
    const at = text("liveFrom");
    return t(`page.history.${code}`, {
      number: shown,
      name: text("name"),
      file: text("file"),
      count,
      to: typeof data["to"] === "number" ? data["to"] : 0,
      at: at === "" ? "" : formatMoment(at, timezone, i18n.language),
    });
  };
}
