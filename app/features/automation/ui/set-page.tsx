import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { setPage } from "../set-page.server.ts";
import { FindingsCard } from "./findings-card.tsx";
import { TRIGGERS } from "../domain/rule.ts";
import { OpenOrdersCard } from "./open-orders-card.tsx";
import { RuleItem } from "./rule-item.tsx";
import { SetFrame } from "./set-frame.tsx";
import { faultText } from "./fault-text.ts";
import { useVoice } from "./use-voice.ts";

export type SetData = NonNullable<Awaited<ReturnType<typeof setPage>>> & {
  /** Shopify's number of the reader. */
  readonly me: string;
  readonly mayChange: boolean;
};

/** Searching is for lists that do not fit on a screen. */
const FEW = 8;

/** A set's rules in words, as they are in its draft or live. */
export function SetPage(data: SetData) {
  const { set, rules, total, faults, query, mayChange } = data;
  const { t } = useTranslation("automation");
  const path = `/app/automations/${set.setId}`;
  const voice = useVoice(data.names, data.me);
  const add = (
    <LinkButton primary to={`${path}/rules/new`}>
      {t("page.rules.add")}
    </LinkButton>
  );
  return (
    <SetFrame set={set} selected="rules" mayChange={mayChange} {...(mayChange && total > 0 && { actions: add })}>
      <WhichVersion {...data} />
      {faults.length > 0 && (
        <Notice tone="critical" title={t("page.rules.unreadable")}>
          <Stack gap="tight">
            {faults.slice(0, 10).map((fault) => (
              <Text key={fault.path.join(".")} block>
                {`${fault.path.join(".")}: ${faultText(t, fault)}`}
              </Text>
            ))}
          </Stack>
        </Notice>
      )}
      <FindingsCard findings={data.findings} path={path} called={data.called} voice={voice} />
      <Card title={t("page.rules.title", { count: total })}>
        {total === 0 ? (
          <Empty title={t("page.rules.emptyTitle")} action={mayChange && add}>
            {t("page.rules.emptyText")}
          </Empty>
        ) : (
          <Stack gap="loose">
            <Text tone="subdued" block>
              {t("page.rules.order")}
            </Text>
            {total > FEW && <Search search={query.search} />}
            {rules.length === 0 && <Text>{t("page.rules.nothing")}</Text>}
            <ol className="e-rules">
              {rules.map((listed) => (
                <RuleItem
                  key={listed.rule.id}
                  {...listed}
                  total={total}
                  path={path}
                  voice={voice}
                  mayChange={mayChange}
                />
              ))}
            </ol>
            <Pages {...data} path={path} />
          </Stack>
        )}
      </Card>
      {TRIGGERS[set.trigger].routes && set.live && <OpenOrdersCard setId={set.setId} versionId={set.live.versionId} />}
    </SetFrame>
  );
}

/** Whose rules these are, and what comes next for them. */
function WhichVersion({ set: { setId, draft, approved, scheduled, live } }: SetData) {
  const { t } = useTranslation("automation");
  const next = draft ?? approved ?? scheduled;
  if (next === null) return live && <Text tone="subdued">{t("page.rules.isLive", { number: live.number })}</Text>;
  const which = next === draft ? "draft" : next === approved ? "approved" : "scheduled";
  return (
    <Notice
      title={t(`page.rules.which.${which}`, { number: next.number })}
      action={{ label: t(`page.rules.review.${which}`), to: `/app/automations/${setId}/versions/${next.versionId}` }}
    >
      <Text>{live === null ? t("page.rules.noneLive") : t("page.rules.untilThen", { number: live.number })}</Text>
    </Notice>
  );
}

function Search({ search }: { readonly search: string }) {
  const { t } = useTranslation("automation");
  const [text, setText] = useState(search);
  return (
    <Form method="get" role="search">
      <Row low>
        <InputField name="q" label={t("page.rules.search")} value={text} onChange={setText} />
        <Button submit>{t("page.rules.find")}</Button>
      </Row>
    </Form>
  );
}

function Pages({ query: { page, search }, pages, path }: SetData & { readonly path: string }) {
  const { t } = useTranslation("automation");
  if (pages < 2) return null;
  const to = (number: number) => `${path}?${new URLSearchParams({ q: search, page: String(number) }).toString()}`;
  return (
    <Row>
      {page > 1 && <LinkButton to={to(page - 1)}>{t("page.rules.previous")}</LinkButton>}
      <Text tone="subdued">{t("page.rules.page", { page, pages })}</Text>
      {page < pages && <LinkButton to={to(page + 1)}>{t("page.rules.next")}</LinkButton>}
    </Row>
  );
}
