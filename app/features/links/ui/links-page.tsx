import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { Watching } from "../../../shell/ui/watching.tsx";
import { RULES } from "../domain/mailbox.ts";
import { LinkActions, LinkBadge } from "./link-actions.tsx";
import type { LinksData } from "./links-data.ts";
import { useChange } from "./use-change.ts";

/** Shops with one stock: the links, and how one is made. */
export function LinksPage(data: LinksData) {
  const { t } = useTranslation("links");
  const { Form, busy } = useChange();
  useRefresh(5_000);
  const { on, links, locations, mayChange } = data;
  return (
    <Page title={t("title")} subtitle={t("subtitle")} section="inventory">
      {!mayChange && <Notice title={t("forbidden")} />}
      {!on && links.length > 0 && (
        <Watching form={Form} busy={busy} mayChange={mayChange}>
          {t("watching")}
        </Watching>
      )}
      {links.length === 0 && (
        <Card>
          <Empty title={t("emptyTitle")}>{t("emptyText")}</Empty>
        </Card>
      )}
      {links.map((link) => (
        <LinkCard key={link.linkId} link={link} mayChange={mayChange} />
      ))}
      {mayChange && <OfferCard locations={locations} />}
      {mayChange && <EnterCard locations={locations} />}
    </Page>
  );
}

function LinkCard({ link, mayChange }: { readonly link: LinksData["links"][number]; readonly mayChange: boolean }) {
  const { t } = useTranslation("links");
  const { linkId, side, rule, peerDomain, location, state, at, items, troubled, unknown, endedBy } = link;
  return (
    <Card title={peerDomain === "" ? t("offerOf", { location }) : peerDomain} action={<LinkBadge link={link} />}>
      <Stack>
        <Text block>{t(`side.${side}`, { location })}</Text>
        <Text block tone="subdued">
          {t(`rule.${rule}`)}
        </Text>
        <Row gap="tight">
          <Text tone="subdued">{t(`at.${state}`)}</Text>
          <Time at={at} />
          {state === "ended" && <Text tone="subdued">{t(`endedBy.${endedBy as "us"}`)}</Text>}
        </Row>
        {state === "confirmHere" && <Text block>{t(`confirm.${side}`, { shop: peerDomain, location })}</Text>}
        {state === "open" && (
          <Text block>
            {[
              t("items", { count: items }),
              ...(troubled > 0 ? [t("troubled", { count: troubled })] : []),
              ...(unknown > 0 ? [t("unknown", { count: unknown })] : []),
            ].join(" · ")}
          </Text>
        )}
        <Row>
          <LinkActions link={link} mayChange={mayChange} />
          {peerDomain !== "" && <AppLink to={`/app/inventory/links/${linkId}`}>{t("details")}</AppLink>}
        </Row>
      </Stack>
    </Card>
  );
}

const locationChoices = (locations: LinksData["locations"]) =>
  locations.map(({ id, name }) => ({ value: id, label: name }));

/** A code for another shop; it is shown here, once. */
function OfferCard({ locations }: Pick<LinksData, "locations">) {
  const { t } = useTranslation("links");
  const { data, busy, Form } = useChange();
  const [location, setLocation] = useState(locations[0]?.id ?? "");
  const [rule, setRule] = useState<string>(RULES[0]);
  return (
    <Card title={t("offer.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("offer.text")}
        </Text>
        <FieldGrid>
          <SelectField
            name="location"
            label={t("offer.location")}
            value={location}
            choices={locationChoices(locations)}
            onChange={setLocation}
          />
          <SelectField
            name="rule"
            label={t("offer.rule")}
            help={t(`ruleHelp.${rule as "sum"}`)}
            value={rule}
            choices={RULES.map((value) => ({ value, label: t(`rules.${value}`) }))}
            onChange={setRule}
          />
        </FieldGrid>
        {data?.status === "offered" && (
          <Notice tone="success" title={t("offer.code")}>
            <Stack>
              <Heading>{data.code}</Heading>
              <Text block>{t("offer.codeText")}</Text>
            </Stack>
          </Notice>
        )}
        {data?.status === "invalid" && <Notice tone="critical" title={t(`problem.${data.problem}`)} />}
        <ActionForm form={Form} values={{ do: "offer", location, rule }}>
          <Button submit busy={busy}>
            {t("offer.make")}
          </Button>
        </ActionForm>
      </Stack>
    </Card>
  );
}

/** The code of another shop. */
function EnterCard({ locations }: Pick<LinksData, "locations">) {
  const { t } = useTranslation("links");
  const { data, busy, Form } = useChange();
  const [location, setLocation] = useState(locations[0]?.id ?? "");
  const [code, setCode] = useState("");
  return (
    <Card title={t("enter.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("enter.text")}
        </Text>
        <FieldGrid>
          <InputField name="typed" label={t("enter.code")} value={code} onChange={setCode} />
          <SelectField
            name="place"
            label={t("enter.location")}
            value={location}
            choices={locationChoices(locations)}
            onChange={setLocation}
          />
        </FieldGrid>
        {data?.status === "invalid" && <Notice tone="critical" title={t(`problem.${data.problem}`)} />}
        <ActionForm form={Form} values={{ do: "enter", location, code }}>
          <Button submit busy={busy} disabled={code.trim() === ""}>
            {t("enter.go")}
          </Button>
        </ActionForm>
      </Stack>
    </Card>
  );
}
