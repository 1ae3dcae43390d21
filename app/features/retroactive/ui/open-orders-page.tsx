import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { AppliedAnswer } from "../apply.server.ts";
import { CHANGES } from "../domain/change.ts";
import type { OpenData } from "./open-data.ts";
import { OrdersCard } from "./orders-card.tsx";

/** The open orders that a version of rules would change, and where somebody has it applied to some of them. */
export function OpenOrdersPage(data: OpenData) {
  const { version, look, mayChange } = data;
  const { t } = useTranslation("retroactive");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // What is no longer listed is no longer chosen.
  const listed = data.all.filter((key) => chosen.has(key));
  return (
    <Page
      title={t("page.title")}
      subtitle={t("page.subtitle", { set: version.set.name, number: version.number })}
      back={{ label: version.set.name, to: `/app/automations/${version.set.setId}` }}
    >
      {!mayChange && <Notice title={t("page.forbidden")} />}
      {look === undefined ? (
        <Notice tone="warning" title={t("page.noRules")} />
      ) : (
        <>
          <Summary look={look} isLive={version.isLive} />
          {look.count > 0 && (
            <>
              <OrdersCard data={data} chosen={new Set(listed)} onChoose={setChosen} />
              <Apply data={data} chosen={listed} />
            </>
          )}
        </>
      )}
    </Page>
  );
}

function Summary({ look, isLive }: { readonly look: NonNullable<OpenData["look"]>; readonly isLive: boolean }) {
  const { t } = useTranslation("retroactive");
  return (
    <Card>
      <Stack>
        <Text strong block>
          {t("count", { count: look.count })}
        </Text>
        <Text block>
          {CHANGES.flatMap((change) => {
            const count = look.of[change] ?? 0;
            return count === 0 ? [] : [t(`changes.${change}`, { count })];
          }).join(" · ")}
        </Text>
        <Text small tone="subdued" block>
          {t("page.tried", { count: look.tried })} {look.isMore && t("page.isMore")}
        </Text>
        {!isLive && <Notice title={t("page.preview")} />}
      </Stack>
    </Card>
  );
}

function Apply({ data, chosen }: { readonly data: OpenData; readonly chosen: readonly string[] }) {
  const { version, mayChange } = data;
  const { t } = useTranslation("retroactive");
  const { Form, state, data: answer } = useFetcher<AppliedAnswer>();
  return (
    <Card title={t("apply.title")}>
      <Stack>
        <Text block>{t("apply.text")}</Text>
        {answer && answer.kind !== "applied" && <Notice tone="critical" title={t(`refused.${answer.kind}`)} />}
        <Row>
          <ActionForm form={Form} values={{ version: version.versionId, chosen: chosen.join(" ") }}>
            <Button
              submit
              primary
              busy={state !== "idle"}
              disabled={!mayChange || !version.isLive || chosen.length === 0}
            >
              {chosen.length === 0 ? t("apply.none") : t("apply.some", { count: chosen.length })}
            </Button>
          </ActionForm>
        </Row>
      </Stack>
    </Card>
  );
}
