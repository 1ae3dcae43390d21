import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { GuardData } from "./guard-data.ts";

type ActsCardProps = Pick<GuardData, "acts" | "older" | "before" | "salesChannels">;

/** What the guard did, newest first, and where the merchant was first. */
export function ActsCard({ acts, older, before, salesChannels }: ActsCardProps) {
  const { t } = useTranslation("guard");
  const what = ({ thing, code }: GuardData["acts"][number]) => t(`act.${thing}.${code}`);
  const channel = (id: string) => salesChannels.find((each) => each.id === id)?.name ?? "";
  return (
    <Card title={t("acts.title")}>
      {acts.length === 0 ? (
        <Empty title={t("acts.emptyTitle")}>{t("acts.emptyText")}</Empty>
      ) : (
        <Stack gap="loose">
          <DataTable
            caption={t("acts.title")}
            rows={acts}
            keyOf={({ actId }) => actId}
            columns={[
              { id: "at", title: t("acts.at"), cell: ({ at }) => <Time at={at} /> },
              {
                id: "product",
                title: t("column.product"),
                cell: ({ title, variant, thing, thingId }) =>
                  [title, thing === "variant" ? variant : channel(thingId)].filter(Boolean).join(" · "),
              },
              { id: "what", title: t("acts.what"), cell: what },
            ]}
          />
          <Row>
            {before !== null && <LinkButton to="/app/inventory/guard">{t("acts.newest")}</LinkButton>}
            {older !== null && <LinkButton to={`/app/inventory/guard?before=${older}`}>{t("acts.older")}</LinkButton>}
          </Row>
        </Stack>
      )}
    </Card>
  );
}
