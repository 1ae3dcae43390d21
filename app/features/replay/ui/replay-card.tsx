import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../../platform/i18n/format.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { ReplayAnswer } from "../act.server.ts";
import { DAYS } from "../domain/start-form.ts";
import type { ReplayCardData } from "../page.server.ts";
import { StatusBadge } from "./status-badge.tsx";

interface ReplayCardProps {
  readonly data: ReplayCardData;
  readonly mayChange: boolean;
}

export const pathOf = (setId: string): string => `/app/automations/${setId}/replay`;

/** Where somebody has a set's rules tried on past orders, and finds what came of it before. Its forms go to its route's own action (act.server.ts). */
export function ReplayCard({ data, mayChange }: ReplayCardProps) {
  const { version, since, open } = data;
  const { t, i18n } = useTranslation("replay");
  const { timezone } = useShop();
  return (
    <>
      <Card title={t("card.title")}>
        <Stack gap="loose">
          {version === null ? (
            <Text block>{t("card.noVersion")}</Text>
          ) : (
            <Text block>{t(version.isDraft ? "card.textDraft" : "card.text", { number: version.number })}</Text>
          )}
          {!mayChange && <Notice title={t("card.forbidden")} />}
          {open !== null && (
            <Notice
              title={t("card.open")}
              action={{ label: t("card.show"), to: `${pathOf(open.setId)}/${open.replayId}` }}
            />
          )}
          {since === null ? (
            <Notice title={t("card.notKept")} />
          ) : (
            <Text small tone="subdued" block>
              {t("card.since", { date: formatDay(since, timezone, i18n.language) })}
            </Text>
          )}
          {version !== null && since !== null && <StartForm data={data} mayChange={mayChange} />}
        </Stack>
      </Card>
      {data.replays.length > 0 && <Earlier data={data} />}
    </>
  );
}

function StartForm({ data: { version, open }, mayChange }: ReplayCardProps) {
  const { t } = useTranslation("replay");
  const fetcher = useFetcher<ReplayAnswer>();
  const [days, setDays] = useState("30");
  const [orders, setOrders] = useState("");
  const fault = faultOf(fetcher.data, t);
  return (
    <fetcher.Form method="post">
      <Stack>
        <input type="hidden" name="do" value="start" />
        <input type="hidden" name="version" value={version?.versionId ?? ""} />
        {fault !== null && <Notice tone="critical" title={fault} />}
        <Row low>
          <SelectField
            name="days"
            label={t("card.what")}
            value={days}
            disabled={!mayChange}
            choices={[
              ...DAYS.map((count) => ({ value: String(count), label: t("card.days", { count }) })),
              { value: "orders", label: t("card.named") },
            ]}
            onChange={setDays}
          />
          {days !== "orders" && <Submit busy={fetcher.state !== "idle"} disabled={!mayChange || open !== null} />}
        </Row>
        {days === "orders" && (
          <>
            <InputField
              name="orders"
              label={t("card.orders")}
              help={t("card.ordersHelp")}
              value={orders}
              disabled={!mayChange}
              onChange={setOrders}
            />
            <Row>
              <Submit busy={fetcher.state !== "idle"} disabled={!mayChange || open !== null} />
            </Row>
          </>
        )}
      </Stack>
    </fetcher.Form>
  );
}

function Submit({ busy, disabled }: { readonly busy: boolean; readonly disabled: boolean }) {
  const { t } = useTranslation("replay");
  return (
    <Button submit primary busy={busy} disabled={disabled}>
      {t("card.start")}
    </Button>
  );
}

/** Why nothing was started; null when nothing is wrong. */
function faultOf(answer: ReplayAnswer | undefined, t: ReturnType<typeof useTranslation<"replay">>["t"]): string | null {
  switch (answer?.kind) {
    case "invalid":
      return t(`fault.${answer.fault}`);
    case "unknownOrders":
      return t("fault.unknownOrders", { count: answer.names.length, names: answer.names.join(", ") });
    case "tooMany":
      return t("fault.tooMany", { count: answer.count, most: answer.most });
    case "busy":
    case "noRules":
    case "nothing":
      return t(`fault.${answer.kind}`);
    default:
      return null;
  }
}

function Earlier({ data: { set, replays } }: Pick<ReplayCardProps, "data">) {
  const { t, i18n } = useTranslation("replay");
  const { timezone } = useShop();
  return (
    <Card title={t("card.earlier")} padded={false}>
      <DataTable
        caption={t("card.earlier")}
        rows={replays}
        keyOf={({ replayId }) => replayId}
        columns={[
          {
            id: "started",
            title: t("column.started"),
            cell: ({ replayId, startedAt }) => (
              <AppLink to={`${pathOf(set.setId)}/${replayId}`}>{formatDay(startedAt, timezone, i18n.language)}</AppLink>
            ),
          },
          { id: "at", title: t("column.at"), cell: ({ startedAt }) => <Time at={startedAt} show="time" /> },
          {
            id: "version",
            title: t("column.version"),
            numeric: true,
            cell: ({ number }) => (number === null ? t("totals.unknown") : String(number)),
          },
          {
            id: "what",
            title: t("column.what"),
            cell: ({ days, named }) =>
              days === null ? t("what.named", { count: named }) : t("what.days", { count: days }),
          },
          {
            id: "result",
            title: t("column.result"),
            cell: ({ status, orders, changed }) =>
              orders === null || changed === null ? (
                <StatusBadge status={status} />
              ) : changed === 0 ? (
                t("status.unchanged")
              ) : (
                t("status.changed", { count: changed, orders })
              ),
          },
        ]}
      />
    </Card>
  );
}
