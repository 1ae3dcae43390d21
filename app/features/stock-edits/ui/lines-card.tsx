import type { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { afterOf, LINE_STATUSES, type ListedLine } from "../domain/edit.ts";
import type { EditOutcome } from "../edit-actions.server.ts";
import type { EditData } from "./edit-page.tsx";
import { LineBadge, useChangeWords, useTrouble } from "./edit-words.tsx";

interface LinesCardProps {
  readonly data: EditData;
  readonly fetcher: ReturnType<typeof useFetcher<EditOutcome>>;
}

/** How a line is named in an answer, with the number that is shown of it. */
const answerOf = ({ itemId, locationId, now }: ListedLine) => `${itemId}_${locationId}_${now}`;

/** The rows of an edit: what each was and is to be, and what came of it. */
export function LinesCard({ data, fetcher }: LinesCardProps) {
  const { edit, counts, lines, status, first, after, mayChange } = data;
  const { t, i18n } = useTranslation("stock-edits");
  const words = useChangeWords();
  const number = (value: number) => formatNumber(value, i18n.language);
  const address = (parameters: Record<string, string>) =>
    `/app/inventory/edits/${edit.editId}?${new URLSearchParams(parameters).toString()}`;
  const chosen = status === null ? {} : { status };
  const numbers = ({ seen, now, units }: ListedLine) => ({ seen, now, units });
  const asking = mayChange && edit.status === "writing" ? lines.filter((line) => line.status === "asks") : [];
  const act = (action: "anyway" | "keep", label: string, of: readonly ListedLine[], spoken?: string) => (
    <ActionForm form={fetcher.Form} values={{ action, lines: of.map(answerOf).join(",") }}>
      <Button submit plain disabled={fetcher.state !== "idle"} {...(spoken === undefined ? {} : { spoken })}>
        {label}
      </Button>
    </ActionForm>
  );
  return (
    <Card
      title={t("page.lines")}
      padded={false}
      {...(asking.length > 1 && {
        action: (
          <Row>
            {act("anyway", t("page.anywayShown"), asking)}
            {act("keep", t("page.keepShown"), asking)}
          </Row>
        ),
      })}
    >
      <div className="e-inset">
        <LinkTabs
          label={t("page.lines")}
          tabs={[
            { to: address({}), label: t("list.all"), selected: status === null },
            ...LINE_STATUSES.flatMap((each) => {
              const count = counts[each];
              if (count === undefined) return [];
              const label = `${t(`line.${each}`)} (${number(count)})`;
              return [{ to: address({ status: each }), label, selected: each === status }];
            }),
          ]}
        />
      </div>
      {lines.length === 0 ? (
        <div className="e-condensed">
          <Text tone="subdued">{t("page.noLines")}</Text>
        </div>
      ) : (
        <DataTable<ListedLine>
          caption={t("page.lines")}
          rows={lines}
          keyOf={({ itemId, locationId }) => `${itemId}-${locationId}`}
          columns={[
            { id: "item", title: t("column.item"), cell: (line) => <LineItem line={line} /> },
            { id: "location", title: t("column.location"), cell: ({ location }) => location },
            { id: "change", title: t("column.change"), cell: words },
            {
              id: "from",
              title: t("column.from"),
              numeric: true,
              cell: (line) => number(settled(line) ? line.seen : line.now),
            },
            { id: "to", title: t("column.to"), numeric: true, cell: (line) => <Then line={line} /> },
            {
              id: "status",
              title: t("column.status"),
              cell: (line) => (
                <Stack gap="tight">
                  <div>
                    <LineBadge status={line.status} />
                  </div>
                  {line.status === "asks" && <Text small>{t("page.changed", numbers(line))}</Text>}
                  {line.status === "planned" &&
                    edit.status !== "writing" &&
                    line.kind === "set" &&
                    line.seen !== line.now && <Text small>{t("page.changedDraft", numbers(line))}</Text>}
                  {asking.includes(line) && (
                    <Row>
                      {act(
                        "anyway",
                        t("page.anyway", numbers(line)),
                        [line],
                        `${t("page.anyway", numbers(line))}: ${line.title}`,
                      )}
                      {act(
                        "keep",
                        t("page.keep", numbers(line)),
                        [line],
                        `${t("page.keep", numbers(line))}: ${line.title}`,
                      )}
                    </Row>
                  )}
                </Stack>
              ),
            },
          ]}
        />
      )}
      {(!first || after !== null) && (
        <div className="e-foot">
          <Row>
            {!first && <LinkButton to={address(chosen)}>{t("page.first")}</LinkButton>}
            {after !== null && <LinkButton to={address({ ...chosen, after })}>{t("page.next")}</LinkButton>}
          </Row>
        </div>
      )}
    </Card>
  );
}

/** What was written is shown as it was then: the number has moved on since. */
const settled = ({ status }: ListedLine) => status === "written" || status === "dropped";

function LineItem({ line: { itemId, title, sku, problem } }: { readonly line: ListedLine }) {
  const trouble = useTrouble();
  return (
    <Stack gap="tight">
      <AppLink to={`/app/inventory/${itemId}`}>{title === "" ? itemId : title}</AppLink>
      {sku !== null && sku !== "" && (
        <Text small tone="subdued">
          {sku}
        </Text>
      )}
      {problem !== "" && (
        <Text small tone="critical">
          {trouble(problem)}
        </Text>
      )}
    </Stack>
  );
}

function Then({ line }: { readonly line: ListedLine }) {
  const { t, i18n } = useTranslation("stock-edits");
  if (line.status === "failed" || line.status === "dropped") return "–";
  const after = afterOf(line, settled(line) ? line.seen : line.now);
  return (
    <Stack gap="tight">
      <Text strong {...(after < 0 ? { tone: "critical" as const } : {})}>
        {formatNumber(after, i18n.language)}
      </Text>
      {after < 0 && (
        <div>
          <Badge tone="critical">{t("page.below")}</Badge>
        </div>
      )}
    </Stack>
  );
}
