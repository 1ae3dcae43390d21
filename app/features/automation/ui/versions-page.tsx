import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { versionsPage } from "../version-page.server.ts";
import { SetFrame } from "./set-frame.tsx";
import { useStaff, VersionBadge } from "./set-words.tsx";

type VersionsData = NonNullable<Awaited<ReturnType<typeof versionsPage>>> & {
  readonly me: string;
  readonly mayChange: boolean;
};

/** All versions of a set: what is live, what was and what is about to be. */
export function VersionsPage({ set, versions, me, mayChange }: VersionsData) {
  const { t } = useTranslation("automation");
  const staff = useStaff(me);
  const link = (number: number, id: string) => (
    <AppLink to={`/app/automations/${set.setId}/versions/${id}`}>{t("page.version.number", { number })}</AppLink>
  );
  return (
    <SetFrame set={set} selected="versions" mayChange={mayChange}>
      <Card title={t("page.tab.versions")} padded={versions.length === 0}>
        {versions.length === 0 ? (
          <Empty title={t("page.version.none")}>{t("page.version.noneText")}</Empty>
        ) : (
          <DataTable
            caption={t("page.tab.versions")}
            rows={versions}
            keyOf={({ versionId }) => versionId}
            columns={[
              {
                id: "version",
                title: t("page.version.version"),
                cell: ({ number, versionId, note }) => (
                  <Stack gap="tight">
                    {link(number, versionId)}
                    {note !== "" && <Text small>{note}</Text>}
                  </Stack>
                ),
              },
              { id: "state", title: t("page.list.state"), cell: ({ state }) => <VersionBadge state={state} /> },
              {
                id: "saved",
                title: t("page.version.savedBy"),
                cell: ({ createdBy, updatedAt }) => <Who who={staff(createdBy)} at={updatedAt} />,
              },
              {
                id: "approved",
                title: t("page.version.approvedBy"),
                cell: ({ approvedBy, approvedAt }) =>
                  approvedAt === null ? "–" : <Who who={staff(approvedBy)} at={approvedAt} />,
              },
              {
                id: "live",
                title: t("page.version.liveFrom"),
                cell: ({ liveFrom }) => (liveFrom === null ? "–" : <Time at={liveFrom} />),
              },
            ]}
          />
        )}
      </Card>
    </SetFrame>
  );
}

function Who({ who, at }: { readonly who: string; readonly at: string }) {
  return (
    <Stack gap="tight">
      <Text>{who}</Text>
      <Text small tone="subdued">
        <Time at={at} />
      </Text>
    </Stack>
  );
}
