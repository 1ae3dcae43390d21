import type { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { CountOutcome } from "../count-actions.server.ts";
import { LINE_LOOKS } from "../domain/count-filter.ts";
import type { ListedLine } from "../lines.server.ts";
import type { Uploaded } from "../upload.server.ts";
import type { CountData } from "./count-page.tsx";
import { LineBadge, useProblem } from "./count-words.tsx";

interface LinesCardProps {
  readonly data: CountData;
  readonly fetcher: ReturnType<typeof useFetcher<CountOutcome | Uploaded>>;
}

/** The lines of a count, with what differs and what can be done about it. */
export function LinesCard({ data, fetcher }: LinesCardProps) {
  const { count, filter, page, mayChange } = data;
  const { t, i18n } = useTranslation("counts");
  const number = (value: number) => formatNumber(value, i18n.language);
  const signed = (value: number) => `${value > 0 ? "+" : ""}${number(value)}`;
  const address = (parameters: Record<string, string>) =>
    `/app/inventory/counts/${count.countId}?${new URLSearchParams(parameters).toString()}`;
  const shown = page.lines.some(({ review }) => review !== null);
  return (
    <Card title={t("page.lines")} padded={false}>
      <div className="e-inset">
        <LinkTabs
          label={t("page.lines")}
          tabs={LINE_LOOKS.map((look) => ({
            to: address({ look }),
            label: t(`look.${look}`),
            selected: look === filter.look,
          }))}
        />
      </div>
      {page.lines.length === 0 && (
        <div className="e-condensed">
          <Text tone="subdued">{t("page.noLines")}</Text>
        </div>
      )}
      {page.lines.length > 0 && (
        <DataTable<ListedLine>
          caption={t("page.lines")}
          rows={page.lines}
          keyOf={({ itemId }) => itemId}
          columns={[
            { id: "item", title: t("column.item"), cell: (line) => <LineItem line={line} /> },
            {
              id: "counted",
              title: t("column.counted"),
              numeric: true,
              cell: ({ counted }) => (counted === null ? "–" : number(counted)),
            },
            ...(shown
              ? [
                  {
                    id: "expected",
                    title: t("column.expected"),
                    numeric: true,
                    cell: ({ review }: ListedLine) => (review ? number(review.expected) : "–"),
                  },
                  {
                    id: "difference",
                    title: t("column.difference"),
                    numeric: true,
                    cell: (line: ListedLine) => <Difference line={line} signed={signed} />,
                  },
                  {
                    id: "since",
                    title: t("column.since"),
                    numeric: true,
                    cell: ({ review }: ListedLine) => (review ? signed(review.since) : "–"),
                  },
                ]
              : []),
            {
              id: "status",
              title: t("column.status"),
              cell: (line) => (
                <Stack gap="tight">
                  <div>
                    <LineBadge status={line.status} />
                  </div>
                  {line.written && <Text small>{t("line.written", line.written)}</Text>}
                  {count.status === "review" && mayChange && <Choices line={line} fetcher={fetcher} />}
                </Stack>
              ),
            },
          ]}
        />
      )}
      {(page.after !== null || page.before !== null) && (
        <div className="e-condensed">
          <Row>
            {page.before !== null && (
              <LinkButton to={address({ look: filter.look, before: page.before })}>{t("page.previous")}</LinkButton>
            )}
            {page.after !== null && (
              <LinkButton to={address({ look: filter.look, after: page.after })}>{t("page.next")}</LinkButton>
            )}
          </Row>
        </div>
      )}
    </Card>
  );
}

function LineItem({ line }: { readonly line: ListedLine }) {
  const { t } = useTranslation("counts");
  const problem = useProblem();
  const { review } = line;
  return (
    <Stack gap="tight">
      <Text>{line.title}</Text>
      <Text small tone="subdued">
        {[line.variant, line.sku ?? line.barcode, line.bin].filter(Boolean).join(" · ")}
      </Text>
      {line.extra && (
        <div>
          <Badge tone="info">{t("line.extra")}</Badge>
        </div>
      )}
      {line.problem !== "" && (
        <Text small tone="critical">
          {problem(line.problem)}
        </Text>
      )}
      {review?.movedMeanwhile && <Text small>{t("line.moved")}</Text>}
      {review?.doubtful && line.problem === "" && <Text small>{t("line.doubtful")}</Text>}
      {review?.unexplained && <Text small>{t("line.unexplained")}</Text>}
    </Stack>
  );
}

/** Units, and what they are worth at cost. */
function Difference({ line, signed }: { readonly line: ListedLine; readonly signed: (value: number) => string }) {
  const { i18n } = useTranslation("counts");
  const { review, cost } = line;
  if (!review) return "–";
  const value = cost && { ...cost, minor: cost.minor * review.difference };
  return (
    <Stack gap="tight">
      <Text strong={review.difference !== 0} {...(review.difference < 0 ? { tone: "critical" as const } : {})}>
        {signed(review.difference)}
      </Text>
      {value && review.difference !== 0 && (
        <Text small tone="subdued">
          {formatMoney(value, i18n.language)}
        </Text>
      )}
    </Stack>
  );
}

function Choices({
  line: { itemId, title, status, problem },
  fetcher,
}: Pick<LinesCardProps, "fetcher"> & { readonly line: ListedLine }) {
  const { t } = useTranslation("counts");
  const busy = fetcher.state !== "idle";
  const button = (action: "accept" | "recount", label: string) => (
    <ActionForm form={fetcher.Form} values={{ action, itemId }}>
      <Button submit plain disabled={busy} spoken={`${label}: ${title}`}>
        {label}
      </Button>
    </ActionForm>
  );
  return (
    <Row>
      {(status === "counted" || status === "failed") &&
        button("accept", problem === "outside" ? t("page.sure") : t("page.accept"))}
      {status !== "open" && button("recount", t("page.recount"))}
    </Row>
  );
}
