import type { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ROLES } from "../../../core/permissions.ts";
import { bothWays } from "../../../shell/ui/both-ways.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useListAddress } from "../../../shell/ui/use-list-address.ts";
import { readStaffFilter, STAFF_SORTS, writeStaffFilter } from "../domain/list.ts";
import type { ShownMember } from "../page.server.ts";
import type { loader } from "../routes/staff.tsx";
import { NewcomersCard } from "./newcomers-card.tsx";
import { RoleCell } from "./role-cell.tsx";
import { useChange } from "./use-change.ts";

const PATH = "/app/staff";

/** Everybody of the shop who has opened the app, and what they may do in it. */
export function StaffPage({ page, newcomer, filter, me }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { t, i18n } = useTranslation(["staff", "shell"]);
  const list = useListAddress({
    path: PATH,
    state: writeStaffFilter(filter),
    tidy: (given) => writeStaffFilter(readStaffFilter(given)),
  });
  const nameOf = ({ name, userId }: ShownMember) => name || t("staff:nameless", { number: userId });
  const person = (member: ShownMember) => (
    <PersonCell member={member} name={nameOf(member)} mine={member.userId === me} />
  );
  const role = (member: ShownMember) => <RoleCell member={member} name={nameOf(member)} />;
  const more = (member: ShownMember) => <MoreCell member={member} name={nameOf(member)} mine={member.userId === me} />;
  return (
    <Page
      title={t("staff:title")}
      subtitle={t("staff:subtitle")}
      back={{ label: t("shell:nav.settings"), to: "/app/settings" }}
    >
      <NewcomersCard newcomer={newcomer} />
      <Card
        title={t("staff:list.title")}
        padded={false}
        action={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="staff.csv" />}
      >
        <ListView<ShownMember>
          noun={{ singular: t("staff:list.one"), plural: t("staff:list.title") }}
          rows={page.rows}
          keyOf={({ userId }) => userId}
          columns={[
            { id: "name", title: t("staff:column.name"), wraps: true, cell: person },
            { id: "role", title: t("staff:column.role"), cell: role },
            { id: "seen", title: t("staff:column.lastSeen"), wraps: true, cell: (each) => <Seen member={each} /> },
            { id: "more", title: t("staff:column.more"), wraps: true, cell: more },
          ]}
          condensed={(member) => (
            <Stack>
              {person(member)}
              {role(member)}
              <Seen member={member} />
              {more(member)}
            </Stack>
          )}
          saved={null}
          views={{
            key: "role",
            label: t("staff:column.role"),
            value: filter.role ?? "",
            choices: [
              { value: "", label: t("staff:list.all") },
              ...ROLES.map((value) => ({ value, label: t(`shell:role.${value}.name`) })),
            ],
          }}
          filters={[]}
          sorts={bothWays(
            STAFF_SORTS,
            (sort) => t(`staff:sort.${sort}`),
            (sort, direction) => t(`staff:sort.${sort}_${direction}`),
          )}
          sort={`${filter.sort} ${filter.descending ? "desc" : "asc"}`}
          search={{ value: filter.search, label: t("staff:list.search") }}
          busy={list.busy}
          partOfPage
          empty={{ title: t("staff:list.emptyTitle"), text: t("staff:list.emptyText") }}
          previous={list.turn("page", page.before)}
          next={list.turn("page", page.after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

interface CellProps {
  readonly member: ShownMember;
  readonly name: string;
  readonly mine: boolean;
}

function PersonCell({ member, name, mine }: CellProps) {
  const { t } = useTranslation("staff");
  return (
    <Stack gap="tight">
      <Row>
        <Text strong>{name}</Text>
        {mine && <Badge>{t("you")}</Badge>}
        {member.isOwner && <Badge tone="info">{t("owner")}</Badge>}
      </Row>
      {member.email !== "" && (
        <Text small tone="subdued">
          {member.email}
        </Text>
      )}
    </Stack>
  );
}

function Seen({ member: { firstSeenAt, lastSeenAt } }: { readonly member: ShownMember }) {
  const { t } = useTranslation("staff");
  return (
    <Stack gap="tight">
      <Time at={lastSeenAt} />
      <Text small tone="subdued">
        {t("since")} <Time at={firstSeenAt} show="day" />
      </Text>
    </Stack>
  );
}

/** What they did, and the erasing of who has left. */
function MoreCell({ member, name, mine }: CellProps) {
  const { t } = useTranslation("staff");
  const { Form, busy } = useChange();
  return (
    <Stack gap="tight">
      <AppLink to={`/app/audit?who=${member.userId}`}>{t("did")}</AppLink>
      {!mine && member.name !== "" && (
        <ConfirmButton
          plain
          spoken={t("forget.spoken", { name })}
          question={t("forget.question", { name })}
          yes={
            <ActionForm form={Form} values={{ do: "forget", user: member.userId }}>
              <Button submit busy={busy}>
                {t("forget.yes")}
              </Button>
            </ActionForm>
          }
        >
          {t("forget.button")}
        </ConfirmButton>
      )}
    </Stack>
  );
}
