import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { loader } from "../routes/carriers.tsx";
import { AccountCard } from "./account-card.tsx";
import { LabelRules } from "./label-rules.tsx";

export type CarriersData = ReturnType<typeof useLoaderData<typeof loader>>;

/** With whom the shop ships, how a label is chosen among them, and codes that nobody knows. */
export function CarriersPage(data: CarriersData) {
  const { t } = useTranslation("carriers");
  const { carriers, mayChange, unknownCodes } = data;
  const isConnected = carriers.some(({ state }) => state === "on" || state === "off");
  return (
    <Page title={t("title")} subtitle={t("subtitle")} back={{ label: t("back"), to: "/app/settings" }}>
      {!mayChange && <Notice title={t("forbidden")} />}
      {!isConnected && (
        <Card>
          <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
        </Card>
      )}
      <LabelRules data={data} />
      {carriers.map((carrier) => (
        <AccountCard key={carrier.code} carrier={carrier} mayChange={mayChange} />
      ))}
      <Card title={t("codes.title")}>
        <Stack>
          <Text block>{unknownCodes === 0 ? t("codes.none") : t("codes.some", { count: unknownCodes })}</Text>
          <Row>
            <LinkButton to="/app/settings/carriers/codes">{t("codes.open")}</LinkButton>
          </Row>
        </Stack>
      </Card>
    </Page>
  );
}
