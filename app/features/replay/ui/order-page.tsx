import type { ReactNode } from "react";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { Side } from "../domain/side.ts";
import type { replayedOrderPage } from "../page.server.ts";
import { ChangeBadge } from "./orders-card.tsx";
import { pathOf } from "./replay-card.tsx";
import { useWords, type Words } from "./use-words.ts";

export type ReplayedOrderData = NonNullable<Awaited<ReturnType<typeof replayedOrderPage>>>;

interface Line {
  readonly key: string;
  readonly name: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly differs: boolean;
}

/** One order with the live rules and with those that were tried, line by line, and why. */
export function ReplayedOrderPage(data: ReplayedOrderData) {
  const { setId, replayId, row, currency } = data;
  const words = useWords(currency);
  const { t } = words;
  const name = row.name ?? t("list.unnamed", { id: row.orderId });
  return (
    <Page
      title={t("order.title", { name })}
      badges={<ChangeBadge change={row.change} words={words} />}
      back={{ label: t("order.back"), to: `${pathOf(setId)}/${replayId}` }}
      {...(row.name !== null && {
        actions: <LinkButton to={`/app/orders/${row.orderId}`}>{t("order.open")}</LinkButton>,
      })}
    >
      <Comparison title={t("order.compared")} lines={linesOf(data, words)} words={words} />
      <Comparison title={t("order.costs")} lines={costLines(data, words)} words={words} />
    </Page>
  );
}

interface ComparisonProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly words: Words;
}

function Comparison({ title, lines, words: { t } }: ComparisonProps) {
  return (
    <Card title={title} padded={false}>
      <DataTable
        caption={title}
        rows={lines}
        keyOf={({ key }) => key}
        columns={[
          { id: "name", title: t("column.number"), cell: ({ name, differs }) => <Text strong={differs}>{name}</Text> },
          { id: "before", title: t("column.before"), cell: ({ before }) => before },
          {
            id: "after",
            title: t("column.after"),
            cell: ({ after, differs }) => <Text strong={differs}>{after}</Text>,
          },
        ]}
      />
    </Card>
  );
}

type LineName = "decision" | "why" | "places" | "arrives" | "late" | "unfilled" | "waited" | "rules" | "wishes";

function linesOf({ row: { before, after }, locations, rules }: ReplayedOrderData, words: Words): Line[] {
  const { t, share, day, number } = words;
  const line = (name: LineName, told: (side: Side) => readonly string[]): Line => {
    const [was, is] = [told(before), told(after)];
    return {
      key: name,
      name: t(`order.${name}`),
      before: <List texts={was} />,
      after: <List texts={is} />,
      differs: was.join() !== is.join(),
    };
  };
  const orNone = (texts: readonly string[]) => (texts.length === 0 ? [t("order.none")] : texts);
  const placeOf = (id: string) => locations.find((location) => location.id === id)?.name ?? id;
  const ruleOf = (id: string) => rules.find(({ ruleId }) => ruleId === id)?.name ?? id;
  return [
    line("decision", ({ outcome }) => [t(`outcome.${outcome}`)]),
    line("why", ({ reason }) => [t(`reason.${reason}` as "reason.cheapest")]),
    line("places", ({ parcels }) =>
      parcels.length === 0
        ? [t("order.nowhere")]
        : parcels.map(({ locationId, units, beyond }) => {
            const text = t("order.place", { place: placeOf(locationId), units: t("order.units", { count: units }) });
            return beyond ? `${text} (${t("order.beyond")})` : text;
          }),
    ),
    line("arrives", ({ arrives }) => [arrives === null ? t("order.unknown") : day(arrives)]),
    line("late", ({ late }) => [late === null ? t("order.unknown") : share(late)]),
    line("unfilled", ({ unfilled }) => [number(unfilled)]),
    line("waited", ({ waited }) => [t(waited ? "order.yes" : "order.no")]),
    line("rules", (side) => orNone(side.rules.map(ruleOf))),
    line("wishes", ({ wishes }) =>
      orNone(
        wishes.map(({ what, value }) => t(`wish.${what}`, { value: what === "service" ? placeOf(value) : value })),
      ),
    ),
  ];
}

function List({ texts }: { readonly texts: readonly string[] }) {
  return (
    <Stack gap="tight">
      {texts.map((text) => (
        <Text key={text}>{text}</Text>
      ))}
    </Stack>
  );
}

/** The whole first, then its parts. */
function costLines({ row: { before, after } }: ReplayedOrderData, { t, money }: Words): Line[] {
  const [was, is]: Readonly<Record<string, number>>[] = [{ ...before.cost }, { ...after.cost }];
  const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort(
    (a, b) => Number(b === "totalMinor") - Number(a === "totalMinor"),
  );
  const told = (cost: Readonly<Record<string, number>> | undefined, side: Side, name: string) =>
    side.cost === null ? t("totals.unknown") : money(cost?.[name] ?? 0);
  return names.map((name) => ({
    key: name,
    name: t(`cost.${name}` as "cost.totalMinor"),
    before: told(was, before, name),
    after: told(is, after, name),
    differs: told(was, before, name) !== told(is, after, name),
  }));
}
