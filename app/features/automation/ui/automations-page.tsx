import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import type { SavedOfList } from "../../views/domain/view.ts";
import { TRIGGER_KEYS } from "../domain/rule.ts";
import { SET_STATES, tidyFilter, writeFilter } from "../list-filter.ts";
import type { ListedSet, listPage } from "../list-page.server.ts";
import { NewSetCards } from "./new-set-cards.tsx";
import { ChannelsCell, MatchesCell, NameCell, OrderCell, StateCell } from "./set-cells.tsx";

export type ListData = Awaited<ReturnType<typeof listPage>> & {
  readonly saved: SavedOfList;
  readonly mayChange: boolean;
};

const PATH = "/app/automations";

/** All rule sets in the order in which they run; while there are none, what they are for and how to begin. */
export function AutomationsPage(data: ListData) {
  const { any, mayChange } = data;
  const { t } = useTranslation("automation");
  const add = (
    <LinkButton primary to={`${PATH}/new`}>
      {t("page.list.new")}
    </LinkButton>
  );
  return (
    <Page
      words={["rule", "hold", "inPart"]}
      title={t("page.title")}
      subtitle={t("page.subtitle")}
      {...(any && mayChange && { actions: add })}
    >
      {!mayChange && <Notice title={t("page.forbidden")} />}
      {any ? (
        <SetsCard {...data} />
      ) : (
        <>
          <Card title={t("page.list.emptyTitle")}>
            <Text block>{t("page.list.emptyText")}</Text>
          </Card>
          <NewSetCards mayChange={mayChange} />
        </>
      )}
    </Page>
  );
}

function SetsCard({ sets, filter, channels, saved, mayChange }: ListData) {
  const { t } = useTranslation("automation");
  const list = useSavedList({
    saved,
    path: PATH,
    state: writeFilter(filter),
    tidy: tidyFilter,
    tab: "state",
    partOfPage: true,
  });
  const all = { value: "", label: t("page.list.all") };
  const called = channels.map(({ value, label = value }) => ({ value, label }));
  return (
    <Card padded={false}>
      <ListView<ListedSet>
        noun={{ singular: t("page.list.set"), plural: t("page.title") }}
        rows={sets}
        keyOf={({ setId }) => setId}
        columns={[
          { id: "name", title: t("page.list.name"), wraps: true, cell: (set) => <NameCell set={set} /> },
          {
            id: "channels",
            title: t("page.list.channels"),
            wraps: true,
            cell: (set) => <ChannelsCell set={set} channels={called} />,
          },
          {
            id: "state",
            title: t("page.list.state"),
            wraps: true,
            cell: (set) => <StateCell set={set} mayChange={mayChange} />,
          },
          { id: "matches", title: t("page.list.matches"), wraps: true, cell: (set) => <MatchesCell set={set} /> },
          { id: "order", title: t("page.list.order"), cell: (set) => <OrderCell set={set} mayChange={mayChange} /> },
        ]}
        condensed={(set) => (
          <>
            <NameCell set={set} />
            <StateCell set={set} mayChange={mayChange} />
            <MatchesCell set={set} />
            <OrderCell set={set} mayChange={mayChange} />
          </>
        )}
        saved={list.saved}
        views={{
          key: "state",
          label: t("page.list.state"),
          value: filter.state ?? "",
          choices: [all, ...SET_STATES.map((value) => ({ value, label: t(`page.list.states.${value}`) }))],
        }}
        filters={[
          {
            key: "trigger",
            label: t("page.list.trigger"),
            value: filter.trigger ?? "",
            choices: TRIGGER_KEYS.map((value) => ({ value, label: t(`trigger.${value}`) })),
          },
          { key: "channel", label: t("page.list.channel"), value: filter.channel, choices: called },
        ]}
        sorts={[]}
        sort="order asc"
        search={{ value: filter.search, label: t("page.list.search") }}
        busy={list.busy}
        empty={{ title: t("page.list.nothing"), text: t("page.list.nothingText") }}
        previous={null}
        next={null}
        onChange={list.change}
      />
    </Card>
  );
}
