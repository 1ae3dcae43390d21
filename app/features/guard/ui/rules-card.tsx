import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { SCOPES } from "../domain/guarded.ts";
import type { GuardData } from "./guard-data.ts";
import { useChange } from "./use-change.ts";

type RulesCardProps = Pick<GuardData, "rules" | "tags" | "mayChange">;
type Rule = GuardData["rules"][number];

/** Which products are looked after, the most specific rule first. */
export function RulesCard({ rules, tags, mayChange }: RulesCardProps) {
  const { t } = useTranslation("guard");
  const { Form, busy } = useChange();
  const sorted = rules.toSorted((a, b) => SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope));
  const of = ({ scope, title, label }: Rule) => t(`rules.of.${scope}`, { product: title ?? t("rules.gone"), label });
  return (
    <Card title={t("rules.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("rules.text")}
        </Text>
        {rules.length > 0 && (
          <DataTable
            caption={t("rules.title")}
            rows={sorted}
            keyOf={({ ruleId }) => ruleId}
            columns={[
              { id: "of", title: t("rules.applies"), cell: of },
              {
                id: "include",
                title: t("rules.guard"),
                cell: ({ include }) => (
                  <Row>
                    <Badge tone={include ? "success" : "neutral"}>
                      {t(include ? "rules.include" : "rules.exclude")}
                    </Badge>
                  </Row>
                ),
              },
              {
                id: "remove",
                title: t("rules.change"),
                numeric: true,
                cell: (rule) => (
                  <ActionForm form={Form} values={{ do: "remove", rule: rule.ruleId }}>
                    <Button
                      submit
                      plain
                      busy={busy}
                      disabled={!mayChange}
                      spoken={t("rules.removeSpoken", { of: of(rule) })}
                    >
                      {t("rules.remove")}
                    </Button>
                  </ActionForm>
                ),
              },
            ]}
          />
        )}
        {mayChange && <NewRule tags={tags} />}
      </Stack>
    </Card>
  );
}

const DO = { all: "rule", tag: "tagRule", product: "productRule" } as const;

function NewRule({ tags }: Pick<RulesCardProps, "tags">) {
  const { t } = useTranslation("guard");
  const { data, busy, submit } = useChange();
  const [scope, setScope] = useState<keyof typeof DO>("all");
  const [include, setInclude] = useState("true");
  const [tag, setTag] = useState("");
  const [sku, setSku] = useState("");
  return (
    <Stack gap="loose">
      <Heading>{t("form.title")}</Heading>
      <FieldGrid>
        <SelectField
          name="scope"
          label={t("rules.applies")}
          value={scope}
          choices={SCOPES.toReversed().map((value) => ({ value, label: t(`form.scopes.${value}`) }))}
          onChange={(value) => setScope(value as keyof typeof DO)}
        />
        {scope === "tag" && (
          <SelectField
            name="tag"
            label={t("form.tag")}
            value={tag}
            choices={[{ value: "", label: t("form.choose") }, ...tags.map((value) => ({ value, label: value }))]}
            error={data?.status === "noTag" && tag === "" ? t("done.noTag") : undefined}
            onChange={setTag}
          />
        )}
        {scope === "product" && (
          <InputField
            name="sku"
            label={t("form.sku")}
            help={t("form.skuHelp")}
            value={sku}
            error={data?.status === "noProduct" ? t("done.noProduct") : undefined}
            onChange={setSku}
          />
        )}
        <SelectField
          name="include"
          label={t("rules.guard")}
          value={include}
          choices={[
            { value: "true", label: t("rules.include") },
            { value: "false", label: t("rules.exclude") },
          ]}
          onChange={setInclude}
        />
      </FieldGrid>
      <Row>
        <Button busy={busy} onClick={() => submit({ do: DO[scope], scope, tag, sku, include }, { method: "post" })}>
          {t("form.save")}
        </Button>
      </Row>
    </Stack>
  );
}
