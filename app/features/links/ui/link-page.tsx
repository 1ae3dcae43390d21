import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Facts } from "../../../shell/ui/facts.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { LinkActions, LinkBadge } from "./link-actions.tsx";
import type { LinkData } from "./links-data.ts";
import { MessagesCard } from "./messages-card.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { useChange } from "./use-change.ts";

/** One link: what it is, which items go by another code, and every message with what became of it. */
export function LinkPage(data: LinkData) {
  const { t } = useTranslation("links");
  const { link, mayChange } = data;
  const { peerDomain, location, side, rule, state, at, items } = link;
  return (
    <Page
      title={peerDomain}
      badges={<LinkBadge link={link} />}
      back={{ label: t("title"), to: "/app/inventory/links" }}
    >
      <Card title={t("facts.title")}>
        <Stack gap="loose">
          <Facts
            rows={[
              { name: t("facts.side"), value: t(`side.${side}`, { location }) },
              { name: t("facts.rule"), value: t(`rule.${rule}`) },
              { name: t(`at.${state}`), value: <Time at={at} /> },
              { name: t("facts.items"), value: t("items", { count: items }) },
            ]}
          />
          <LinkActions link={link} mayChange={mayChange} />
        </Stack>
      </Card>
      {data.preview && <PreviewCard preview={data.preview} />}
      {side === "follower" && state !== "ended" && <CodesCard {...data} />}
      <MessagesCard {...data} />
    </Page>
  );
}

/** Items that the source knows by another code than their SKU. */
function CodesCard({ link, codes, unknown, mayChange }: LinkData) {
  const { t } = useTranslation("links");
  const { data, busy, Form } = useChange();
  const [item, setItem] = useState("");
  const [code, setCode] = useState("");
  return (
    <Card title={t("codes.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("codes.text")}
        </Text>
        {unknown.length > 0 && <Text block>{t("codes.unknown", { codes: unknown.join(", ") })}</Text>}
        {codes.length > 0 && (
          <DataTable
            caption={t("codes.title")}
            rows={codes}
            keyOf={({ itemId }) => itemId}
            columns={[
              {
                id: "item",
                title: t("codes.item"),
                cell: ({ title, sku }) => [title, sku].filter(Boolean).join(" · "),
              },
              {
                id: "code",
                title: t("codes.code"),
                cell: ({ code: named }) => (named === "" ? t("codes.out") : named),
              },
            ]}
          />
        )}
        <FieldGrid>
          <InputField name="ours" label={t("codes.ours")} value={item} onChange={setItem} disabled={!mayChange} />
          <InputField
            name="theirs"
            label={t("codes.theirs")}
            help={t("codes.theirsHelp")}
            value={code}
            onChange={setCode}
            disabled={!mayChange}
          />
        </FieldGrid>
        {data?.status === "invalid" && <Notice tone="critical" title={t(`problem.${data.problem}`)} />}
        <ActionForm form={Form} values={{ do: "name", link: link.linkId, item, code }}>
          <Button submit busy={busy} disabled={!mayChange || item.trim() === ""}>
            {t("codes.save")}
          </Button>
        </ActionForm>
      </Stack>
    </Card>
  );
}
