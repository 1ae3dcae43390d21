import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Columns, Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { pickupPage } from "../page.server.ts";
import type { action } from "../routes/pickup.tsx";
import { HandOver } from "./hand-over.tsx";
import { Missing } from "./missing.tsx";
import { StateBadges } from "./pickup-words.tsx";

export type PickupData = NonNullable<Awaited<ReturnType<typeof pickupPage>>> & {
  readonly code: string;
  readonly mayAct: boolean;
  readonly maySee: boolean;
};
export type PickupFetcher = ReturnType<typeof useFetcher<typeof action>>;

const LIVE_MS = 4_000;

/** One pickup: what is to be done next, what is in it, and who may have it. */
export function PickupPage(data: PickupData) {
  const { pickup, order, location, mayAct } = data;
  const { t } = useTranslation("pickup");
  const fetcher = useFetcher<typeof action>();
  useRefresh(LIVE_MS);
  const outcome = fetcher.data;
  const isWaiting = pickup.state === "ready" || pickup.state === "no_show";
  return (
    <Page
      title={order}
      subtitle={location}
      back={{ label: t("title"), to: "/app/fulfillment/pickups" }}
      badges={<StateBadges {...pickup} />}
    >
      {!mayAct && <Notice title={t("refused.forbidden")} />}
      {outcome?.status === "refused" && <Notice tone="critical" title={t(`refused.${outcome.code}`)} />}
      {outcome?.status === "did" && <Notice tone="success" title={t(`did.${outcome.did}`)} />}
      {pickup.problem !== "" && <Notice tone="warning" title={t(`problem.${pickup.problem}` as "problem.ready")} />}
      <Columns
        main={
          <>
            {pickup.state === "preparing" && <Prepare data={data} fetcher={fetcher} />}
            {isWaiting && <HandOver key={pickup.units} data={data} fetcher={fetcher} />}
            {!isWaiting && <Lines data={data} />}
            {pickup.state === "preparing" && mayAct && <Missing data={data} fetcher={fetcher} />}
          </>
        }
        side={
          <>
            <Summary data={data} />
            {(isWaiting || pickup.state === "preparing") && mayAct && <More data={data} fetcher={fetcher} />}
            <Persons data={data} fetcher={fetcher} />
          </>
        }
      />
    </Page>
  );
}

interface PartProps {
  readonly data: PickupData;
  readonly fetcher: PickupFetcher;
}

function Prepare({ data: { pickup, mayAct }, fetcher }: PartProps) {
  const { t } = useTranslation("pickup");
  return (
    <Card title={t("prepare.title")}>
      <Text block>{t("prepare.text")}</Text>
      <ActionForm form={fetcher.Form} values={{ act: "ready" }}>
        <Button
          submit
          primary
          busy={fetcher.state !== "idle" || pickup.asked === "ready"}
          disabled={!mayAct || pickup.asked !== ""}
        >
          {t("prepare.ready")}
        </Button>
      </ActionForm>
    </Card>
  );
}

function Lines({ data: { lines } }: { readonly data: PickupData }) {
  const { t } = useTranslation("pickup");
  return (
    <Card title={t("lines")}>
      <Stack>
        {lines.map((line) => (
          <Row key={line.lineId} apart>
            <Stack gap="tight">
              <Text>{[line.title, line.variant].filter(Boolean).join(" · ")}</Text>
              <Text small tone="subdued">
                {line.sku ?? ""}
              </Text>
            </Stack>
            <Text strong>{t("list.units", { count: line.total })}</Text>
          </Row>
        ))}
      </Stack>
    </Card>
  );
}

function Summary({ data: { pickup, order, location } }: { readonly data: PickupData }) {
  const { t } = useTranslation("pickup");
  const time = (at: string | null, show: "moment" | "day" = "moment") =>
    at === null ? "–" : <Time at={at} show={show} />;
  const who = (text: string) => (text === "shopify" || text === "setting" ? t(`who.${text}`) : t("who.staff"));
  return (
    <Card title={t("summary")}>
      <Facts
        rows={[
          { name: t("column.order"), value: <AppLink to={`/app/orders/${pickup.orderId}`}>{order}</AppLink> },
          { name: t("column.location"), value: location },
          { name: t("placed"), value: time(pickup.placedAt) },
          {
            name: t("column.readyBy"),
            value: (
              <Stack gap="tight">
                {time(pickup.readyBy)}
                {pickup.readyByReason !== "" && (
                  <Text small tone="subdued">
                    {t(`reason.${pickup.readyByReason}` as "reason.capacity")}
                  </Text>
                )}
              </Stack>
            ),
          },
          ...(pickup.readyAt
            ? [
                {
                  name: t("readyAt"),
                  value: (
                    <>
                      {time(pickup.readyAt)} · {who(pickup.readyWho)}
                    </>
                  ),
                },
              ]
            : []),
          ...(pickup.keepUntil ? [{ name: t("column.keepUntil"), value: time(pickup.keepUntil) }] : []),
          ...(pickup.remindAt ? [{ name: t("remindAt"), value: time(pickup.remindAt, "day") }] : []),
          ...(pickup.settledAt
            ? [
                {
                  name: t(`state.${pickup.state}`),
                  value: (
                    <>
                      {time(pickup.settledAt)} · {who(pickup.settledWho)}
                    </>
                  ),
                },
              ]
            : []),
          ...(pickup.checked === ""
            ? []
            : [{ name: t("check.label"), value: t(`check.${pickup.checked}` as "check.code") }]),
        ]}
      />
    </Card>
  );
}

/** What is not done every day: remind, keep longer, give back. */
function More({ data: { pickup }, fetcher }: PartProps) {
  const { t } = useTranslation("pickup");
  const isReady = pickup.state !== "preparing";
  const busy = pickup.asked !== "";
  return (
    <Card title={t("more.title")}>
      {pickup.state === "no_show" && <Text block>{t("more.noShow")}</Text>}
      <Row>
        {isReady && (
          <ActionForm form={fetcher.Form} values={{ act: "remind" }}>
            <Button submit disabled={busy}>
              {t("more.remind")}
            </Button>
          </ActionForm>
        )}
        {isReady && (
          <ActionForm form={fetcher.Form} values={{ act: "keep", days: "3" }}>
            <Button submit disabled={busy}>
              {t("more.keep")}
            </Button>
          </ActionForm>
        )}
        <ConfirmButton
          disabled={busy}
          question={t("more.refundQuestion", { count: pickup.units })}
          yes={
            <ActionForm form={fetcher.Form} values={{ act: "refund" }}>
              <Button submit primary>
                {t("more.refundYes")}
              </Button>
            </ActionForm>
          }
        >
          {t("more.refund")}
        </ConfirmButton>
      </Row>
    </Card>
  );
}

function Persons({ data: { maySee, pickup }, fetcher }: PartProps) {
  const { t } = useTranslation("pickup");
  const outcome = fetcher.data;
  if (!maySee) return null;
  return (
    <Card title={t("persons.title")}>
      {outcome?.status === "persons" ? (
        <Facts
          rows={[
            { name: t("persons.customer"), value: outcome.customer ?? t("persons.none") },
            { name: t("persons.phone"), value: outcome.phone ?? t("persons.none") },
            ...(pickup.hasCollector
              ? [{ name: t("persons.collector"), value: outcome.collector ?? t("persons.none") }]
              : []),
          ]}
        />
      ) : (
        <Stack>
          <Text small tone="subdued" block>
            {t("persons.text")}
          </Text>
          <ActionForm form={fetcher.Form} values={{ act: "persons" }}>
            <Button submit>{t("persons.show")}</Button>
          </ActionForm>
        </Stack>
      )}
    </Card>
  );
}
