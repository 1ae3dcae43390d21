import type { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { SAYABLE, tidyCodeFilter, writeCodeFilter } from "../domain/code-filter.ts";
import type { action, loader } from "../routes/codes.tsx";

const PATH = "/app/settings/carriers/codes";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Code = Data["codes"][number];

/** Codes of carriers that no table knows, and what the merchant says they mean. */
export function CodesPage({ filter, codes, more, carriers, saved, mayChange }: Data) {
  const { t, i18n } = useTranslation("carriers");
  const state = writeCodeFilter(filter);
  const list = useSavedList({ saved, path: PATH, state, tidy: tidyCodeFilter, tab: "state" });
  return (
    <Page
      title={t("codes.title")}
      subtitle={t("codes.subtitle")}
      back={{ label: t("title"), to: "/app/settings/carriers" }}
      actions={<SaveFileButton url={`${PATH}.csv?${list.query({ locale: i18n.language })}`} name="carrier-codes.csv" />}
    >
      {!mayChange && <Notice title={t("forbidden")} />}
      <Card padded={false}>
        <ListView<Code>
          noun={{ singular: t("codes.column.code"), plural: t("codes.title") }}
          rows={codes}
          keyOf={({ carrier, code }) => `${carrier} ${code}`}
          columns={[
            { id: "code", title: t("codes.column.code"), wraps: true, cell: (row) => <Name row={row} /> },
            { id: "scans", title: t("codes.column.scans"), numeric: true, cell: ({ scans }) => scans },
            { id: "seen", title: t("codes.column.lastAt"), wraps: true, cell: (row) => <Seen row={row} /> },
            { id: "orders", title: t("codes.column.orders"), wraps: true, cell: (row) => <Examples row={row} /> },
            {
              id: "meaning",
              title: t("codes.column.meaning"),
              wraps: true,
              cell: (row) => <Meaning row={row} mayChange={mayChange} />,
            },
          ]}
          condensed={(row) => (
            <Stack>
              <Row apart>
                <Name row={row} />
                <Text small>{t("codes.scans", { count: row.scans })}</Text>
              </Row>
              <Seen row={row} />
              <Examples row={row} />
              <Meaning row={row} mayChange={mayChange} />
            </Stack>
          )}
          saved={list.saved}
          views={{
            key: "state",
            label: t("codes.column.meaning"),
            value: filter.state,
            choices: [
              { value: "", label: t("codes.all") },
              { value: "open", label: t("codes.openOnes") },
              { value: "said", label: t("codes.saidOnes") },
            ],
          }}
          filters={[
            {
              key: "carrier",
              label: t("codes.column.carrier"),
              value: filter.carrier,
              choices: carriers.map(({ code, name }) => ({ value: code, label: name })),
            },
          ]}
          sorts={[
            { value: "scans desc", label: t("codes.column.scans"), directionLabel: t("codes.mostFirst") },
            { value: "last desc", label: t("codes.column.lastAt"), directionLabel: t("codes.newestFirst") },
            { value: "code desc", label: t("codes.column.code"), directionLabel: t("codes.byName") },
          ]}
          sort={`${filter.sort} desc`}
          search={{ value: filter.search, label: t("codes.search") }}
          busy={list.busy}
          empty={
            filter.search === "" && filter.state === "" && filter.carrier === ""
              ? { title: t("codes.emptyTitle"), text: t("codes.emptyText") }
              : { title: t("codes.noneTitle"), text: t("codes.noneText") }
          }
          previous={list.turn("page", filter.page > 1 ? filter.page - 1 : null)}
          next={list.turn("page", more ? filter.page + 1 : null)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}

interface OfRow {
  readonly row: Code;
}

function Name({ row: { code, carrierName } }: OfRow) {
  return (
    <Stack gap="tight">
      <Text strong>{code}</Text>
      <Text small tone="subdued">
        {carrierName}
      </Text>
    </Stack>
  );
}

function Seen({ row: { firstAt, lastAt } }: OfRow) {
  const { t } = useTranslation("carriers");
  return (
    <Stack gap="tight">
      <Text small>
        <Time at={lastAt} />
      </Text>
      <Text small tone="subdued">
        {t("codes.first")} <Time at={firstAt} />
      </Text>
    </Stack>
  );
}

function Examples({ row: { examples } }: OfRow) {
  return (
    <Row gap="tight">
      {examples.map(({ orderId, name }) => (
        <AppLink key={orderId} to={`/app/orders/${orderId}`}>
          {name}
        </AppLink>
      ))}
    </Row>
  );
}

/** What it means: chosen and said, or said and to be taken back. */
function Meaning({ row, mayChange }: OfRow & { readonly mayChange: boolean }) {
  const { t } = useTranslation("carriers");
  const { data, state, Form } = useToldFetcher<typeof action>(({ status }) => status === "said" && t("codes.done"));
  const [stage, setStage] = useState("");
  const { carrier, code } = row;
  const which = `${row.carrierName} ${code}`;
  if (row.stage !== null && row.stage !== "unknown")
    return (
      <Row>
        <Text>{t(`stage.${row.stage}`)}</Text>
        <ActionForm form={Form} values={{ carrier, code, stage: "" }}>
          <Button submit plain busy={state !== "idle"} disabled={!mayChange} spoken={t("codes.undoSpoken", { which })}>
            {t("codes.undo")}
          </Button>
        </ActionForm>
      </Row>
    );
  return (
    <Stack gap="tight">
      <Row>
        <SelectField
          name={`stage-${carrier}-${code}`}
          label={t("codes.meaningOf", { which })}
          labelHidden
          value={stage}
          disabled={!mayChange}
          choices={[
            { value: "", label: t("codes.choose") },
            ...SAYABLE.map((value) => ({ value, label: t(`stage.${value as "delivered"}`) })),
          ]}
          onChange={setStage}
        />
        <ActionForm form={Form} values={{ carrier, code, stage }}>
          <Button
            submit
            busy={state !== "idle"}
            disabled={!mayChange || stage === ""}
            spoken={t("codes.saySpoken", { which })}
          >
            {t("codes.say")}
          </Button>
        </ActionForm>
      </Row>
      {data?.status === "gone" && (
        <Text small tone="critical" block>
          {t("codes.gone")}
        </Text>
      )}
    </Stack>
  );
}
