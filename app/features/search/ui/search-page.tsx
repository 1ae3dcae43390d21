import { useEffect, useRef } from "react";
import { Form, useNavigation, useSearchParams, useSubmit, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SearchField } from "../../../shell/ui/search-field.tsx";
import type { loader } from "../routes/search.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Group = NonNullable<Data["found"]>[number];

/** The lists that have what a group shows of; a parcel has no list of its own, and a shop's locations are on one page. */
const LISTS: Partial<Record<Group["group"], string>> = { orders: "/app/orders", items: "/app/inventory" };
const PAUSE_MS = 350;

/** Everything of the shop that one text finds. */
export function SearchPage({ text, found }: Data) {
  const { t } = useTranslation("search");
  const submit = useSubmit();
  const [parameters] = useSearchParams();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const locale = parameters.get("locale");
  const ask = (form: HTMLFormElement | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (form) submit(form, { replace: true });
    }, PAUSE_MS);
  };
  return (
    <Page title={t("title")}>
      <Card>
        <Form method="get" action="/app/search" role="search">
          {locale !== null && <input type="hidden" name="locale" value={locale} />}
          <SearchField
            name="q"
            label={t("field")}
            help={t("help")}
            initial={text}
            busy={useNavigation().state === "loading"}
            onTyped={ask}
          />
        </Form>
      </Card>
      <div role="status">
        {found === null && text !== "" && t("short")}
        {found?.length === 0 && (
          <Card padded={false}>
            <Empty title={t("emptyTitle")}>{t("emptyText")}</Empty>
          </Card>
        )}
      </div>
      {found?.map((group) => (
        <GroupCard key={group.group} group={group} text={text} />
      ))}
    </Page>
  );
}

function GroupCard({ group: { group, hits, more }, text }: { readonly group: Group; readonly text: string }) {
  const { t } = useTranslation(["search", "orders"]);
  const list = LISTS[group];
  const detailOf = (detail: string) =>
    group === "orders"
      ? t(`orders:stage.${detail as "open"}`, { defaultValue: detail })
      : group === "parcels"
        ? t(`search:stage.${detail as "unknown"}`, { defaultValue: detail })
        : detail;
  return (
    <Card
      title={t(`search:group.${group}`)}
      padded={false}
      action={
        more && list !== undefined && <AppLink to={`${list}?q=${encodeURIComponent(text)}`}>{t("search:more")}</AppLink>
      }
    >
      <DataTable
        caption={t(`search:group.${group}`)}
        rows={hits}
        keyOf={({ id }) => id}
        columns={[
          { id: "hit", title: t("search:column.hit"), cell: ({ title, to }) => <AppLink to={to}>{title}</AppLink> },
          { id: "detail", title: t("search:column.detail"), cell: ({ detail }) => detailOf(detail) },
        ]}
      />
    </Card>
  );
}
