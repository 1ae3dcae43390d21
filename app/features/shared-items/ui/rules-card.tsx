import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useListAddress } from "../../../shell/ui/use-list-address.ts";
import { KINDS } from "../domain/recipe.ts";
import { itemName } from "./item-name.ts";
import { Places } from "./places.tsx";
import type { SharedData } from "./shared-data.ts";
import { useChange } from "./use-change.ts";

type Rule = SharedData["rules"][number];

/** The rules, the newest first, with what each item shows at its locations. */
export function RulesCard({
  rules,
  next,
  filter,
  mayChange,
}: Pick<SharedData, "rules" | "next" | "filter" | "mayChange">) {
  const { t, i18n } = useTranslation("shared-items");
  const { search, kind, after } = filter;
  const list = useListAddress({ path: "/app/inventory/shared", state: { q: search, kind }, partOfPage: true });
  if (rules.length === 0 && search === "" && kind === "" && after === null)
    return (
      <Card>
        <Empty title={t("rules.emptyTitle")}>{t("rules.emptyText")}</Empty>
      </Card>
    );
  return (
    <Card
      title={t("rules.title")}
      padded={false}
      action={<SaveFileButton url={`/app/inventory/shared.csv?locale=${i18n.language}`} name="shared-items.csv" />}
    >
      <ListView<Rule>
        noun={{ singular: t("column.item"), plural: t("title") }}
        rows={rules}
        keyOf={({ groupId }) => groupId}
        columns={[
          { id: "item", title: t("column.item"), wraps: true, cell: (rule) => <Name rule={rule} /> },
          { id: "takes", title: t("column.takes"), wraps: true, cell: (rule) => <Takes rule={rule} /> },
          { id: "places", title: t("column.places"), cell: (rule) => <Places places={rule.places} /> },
          {
            id: "remove",
            title: t("column.change"),
            numeric: true,
            cell: (rule) => <Remove rule={rule} mayChange={mayChange} />,
          },
        ]}
        condensed={(rule) => (
          <Stack>
            <Name rule={rule} />
            <Takes rule={rule} />
            <Places places={rule.places} />
            <Row>
              <Remove rule={rule} mayChange={mayChange} />
            </Row>
          </Stack>
        )}
        saved={null}
        views={{
          key: "kind",
          label: t("column.kind"),
          value: kind,
          choices: [
            { value: "", label: t("rules.all") },
            ...KINDS.map((each) => ({ value: each, label: t(`kinds.${each}`) })),
          ],
        }}
        filters={[]}
        sorts={[]}
        sort="newest desc"
        partOfPage
        search={{ value: search, label: t("rules.search") }}
        busy={list.busy}
        empty={{ title: t("rules.noneTitle"), text: t("rules.noneText") }}
        previous={after === null ? null : () => list.change({})}
        next={list.turn("after", next)}
        onChange={list.change}
      />
    </Card>
  );
}

function Name({ rule: { item, kind } }: { readonly rule: Rule }) {
  const { t } = useTranslation("shared-items");
  return (
    <Row gap="tight">
      <AppLink to={`/app/inventory/${item.itemId}`}>{itemName(item)}</AppLink>
      <Badge>{t(`kind.${kind}`)}</Badge>
    </Row>
  );
}

function Takes({ rule: { parts } }: { readonly rule: Rule }) {
  const { t, i18n } = useTranslation("shared-items");
  return (
    <Stack gap="tight">
      {parts.map(({ item, quantity }) => (
        <Text key={item.itemId}>
          {formatNumber(quantity, i18n.language)} × {itemName(item)}
          {item.tracked ? "" : ` (${t("rules.untracked")})`}
        </Text>
      ))}
    </Stack>
  );
}

function Remove({ rule: { item }, mayChange }: { readonly rule: Rule; readonly mayChange: boolean }) {
  const { t } = useTranslation("shared-items");
  const { Form, busy } = useChange();
  return (
    <ActionForm form={Form} values={{ do: "remove", item: item.itemId }}>
      <Button submit plain busy={busy} disabled={!mayChange} spoken={t("rules.removeSpoken", { item: itemName(item) })}>
        {t("rules.remove")}
      </Button>
    </ActionForm>
  );
}
