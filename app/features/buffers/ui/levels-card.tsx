import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { useScopeText } from "../../../shell/ui/scope-text.ts";
import { Text } from "../../../shell/ui/text.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { LOOKS, SORTS, tidyFilter, writeFilter } from "../domain/list-filter.ts";
import type { BuffersData } from "./buffers-data.ts";
import { amountText } from "./rule-text.ts";
import { useChange } from "./use-change.ts";

type LevelsCardProps = Pick<BuffersData, "page" | "filter" | "locations" | "rules" | "saved" | "mayChange">;
type Level = BuffersData["page"]["levels"][number];

/** Each level of which something is kept or should be, with the rule that says so. */
export function LevelsCard({ page, filter, locations, rules, saved, mayChange }: LevelsCardProps) {
  const { t, i18n } = useTranslation("buffers");
  const scopeText = useScopeText(locations);
  const state = writeFilter(filter);
  const list = useSavedList({
    saved,
    path: "/app/inventory/buffers",
    state,
    tidy: tidyFilter,
    tab: "look",
    partOfPage: true,
  });
  const number = (units: number) => formatNumber(units, i18n.language);
  const why = ({ ruleId }: Level) => {
    const rule = rules.find((each) => each.ruleId === ruleId);
    return rule ? `${amountText(t, rule)}: ${scopeText(rule, rule.title ?? rule.sku)}` : t("noRule");
  };
  const name = ({ title, variant }: Level) => [title, variant].filter(Boolean).join(" · ");
  return (
    <Card
      title={page.count.more ? t("levels.titleMore") : t("levels.title", { count: page.count.value })}
      padded={false}
      action={
        <SaveFileButton
          url={`/app/inventory/buffers.csv?${list.query({ locale: i18n.language })}`}
          name="buffers.csv"
        />
      }
    >
      <ListView<Level>
        noun={{ singular: t("column.item"), plural: t("title") }}
        rows={page.levels}
        keyOf={(level) => `${level.itemId}-${level.locationId}`}
        columns={[
          {
            id: "item",
            title: t("column.item"),
            wraps: true,
            cell: (level) => (
              <Stack gap="tight">
                <Text strong>{name(level)}</Text>
                <Text small tone="subdued">
                  {[level.sku, level.location].filter(Boolean).join(" · ")}
                </Text>
              </Stack>
            ),
          },
          { id: "available", title: t("column.available"), numeric: true, cell: ({ available }) => number(available) },
          { id: "held", title: t("column.held"), numeric: true, cell: ({ held }) => number(held) },
          { id: "target", title: t("column.target"), numeric: true, cell: ({ target }) => number(target) },
          { id: "why", title: t("column.why"), wraps: true, cell: why },
          { id: "state", title: t("column.state"), cell: (level) => <State level={level} mayChange={mayChange} /> },
        ]}
        condensed={(level) => (
          <Stack gap="tight">
            <Row apart>
              <Text strong>{name(level)}</Text>
              <Text>
                {t("column.held")} {number(level.held)} / {number(level.target)}
              </Text>
            </Row>
            <Text small tone="subdued" block>
              {[level.sku, level.location, why(level)].filter(Boolean).join(" · ")}
            </Text>
            <Row>
              <State level={level} mayChange={mayChange} />
            </Row>
          </Stack>
        )}
        saved={list.saved}
        views={{
          key: "look",
          label: t("column.state"),
          value: filter.look ?? "",
          choices: [
            { value: "", label: t("look.all") },
            ...LOOKS.map((look) => ({ value: look, label: t(`look.${look}`) })),
          ],
        }}
        filters={[
          {
            key: "location",
            label: t("column.location"),
            value: filter.locationId ?? "",
            choices: locations.map(({ id, name: label }) => ({ value: id, label })),
          },
        ]}
        sorts={bothWays(
          SORTS,
          (sort) => t(`sort.${sort}`),
          (sort, direction) => t(`sort.${sort}_${direction}`),
        )}
        sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
        partOfPage
        search={{ value: filter.search, label: t("levels.search") }}
        busy={list.busy}
        empty={{ title: t("levels.emptyTitle"), text: t("levels.emptyText") }}
        previous={list.turn("before", page.before)}
        next={list.turn("after", page.after)}
        onChange={list.change}
      />
    </Card>
  );
}

/** Whether it is as it should be, and what a person can do when it is not. */
function State({ level, mayChange }: { readonly level: Level; readonly mayChange: boolean }) {
  const { t } = useTranslation("buffers");
  const { Form, busy } = useChange();
  const { trouble, moving, held, target, itemId, locationId } = level;
  if (trouble === "off") return <Badge tone="info">{t("state.off", { units: target - held })}</Badge>;
  if (trouble === "") {
    if (moving === 0)
      return (
        <Badge tone={held === target ? "success" : "neutral"}>
          {t(held === target ? "state.there" : "state.near")}
        </Badge>
      );
    return <Badge tone="attention">{t(moving > 0 ? "state.in" : "state.back", { count: Math.abs(moving) })}</Badge>;
  }
  return (
    <Row>
      <Badge tone="critical">
        {t([`trouble.${trouble}`, "trouble.other"] as "trouble.other"[], { code: trouble })}
      </Badge>
      <ActionForm form={Form} values={{ do: "again", item: itemId, location: locationId }}>
        <Button submit plain busy={busy} disabled={!mayChange} spoken={t("state.againSpoken", { item: level.title })}>
          {t("state.again")}
        </Button>
      </ActionForm>
    </Row>
  );
}
