import { useFetcher, type useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { ListView } from "../../../shell/ui/list-view.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useSavedList } from "../../../shell/ui/use-saved-list.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { ManifestOutcome } from "../act-on-manifests.server.ts";
import { carriedBy } from "../domain/carried-by.ts";
import { tidyManifestFilter, writeManifestFilter } from "../domain/manifest-filter.ts";
import type { Manifest, Waiting } from "../manifests.server.ts";
import type { loader } from "../routes/manifests.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const LOOK_AGAIN_MS = 3_000;

/** What waits for a driver, and what drivers took. */
export function ManifestsPage({ filter, waiting, page, locations, carriers, saved, mayClose }: Data) {
  const { t, i18n } = useTranslation("packing");
  const fetcher = useFetcher<ManifestOutcome>();
  const list = useSavedList({
    saved,
    path: "/app/fulfillment/manifests",
    state: writeManifestFilter(filter),
    tidy: tidyManifestFilter,
    tab: "location",
  });
  const weight = (grams: number | null) =>
    grams === null ? t("manifests.noWeight") : t("weight", { kilograms: formatNumber(grams / 1_000, i18n.language) });
  const count = (parcels: number) => formatNumber(parcels, i18n.language);
  const paper = (manifestId: string) => (
    <SaveFileButton
      plain
      url={`/app/fulfillment/manifests/${manifestId}/manifest.pdf?locale=${i18n.language}`}
      name={`manifest-${manifestId}.pdf`}
      failed={t("documents.failed")}
    >
      {t("manifests.pdf")}
    </SaveFileButton>
  );
  const why = (code: string) =>
    t([`manifests.why.${code}`, "manifests.why.other"] as "manifests.why.other"[], { code });
  const sheet = ({ manifestId, sheet: state, codes, courier, carrierName }: Manifest) => {
    if (state === "made")
      return (
        <SaveFileButton
          plain
          url={`/app/fulfillment/manifests/${manifestId}/sheet.pdf`}
          name={`carrier-manifest-${manifestId}.pdf`}
          failed={t("documents.failed")}
        >
          {t("manifests.sheetOf", { carrier: courier || carrierName })}
        </SaveFileButton>
      );
    if (state !== "refused") return state === "asked" ? <Text tone="subdued">{t("manifests.sheetAsked")}</Text> : null;
    return (
      <Row>
        <Text tone="critical">{t("manifests.sheetRefused", { why: codes.map(why).join(", ") })}</Text>
        <ActionForm form={fetcher.Form} values={{ do: "ask", manifest: manifestId }}>
          <Button plain submit busy={fetcher.state !== "idle"} disabled={!mayClose}>
            {t("manifests.askAgain")}
          </Button>
        </ActionForm>
      </Row>
    );
  };
  // A sheet comes a moment after its list was closed.
  useRefresh(page.manifests.some(({ sheet: state }) => state === "asked") ? LOOK_AGAIN_MS : null);
  return (
    <Page
      words={["manifest"]}
      title={t("manifests.title")}
      section="fulfillment"
      actions={
        <SaveFileButton
          url={`/app/fulfillment/manifests.csv?${list.query({ locale: i18n.language })}`}
          name="manifests.csv"
        />
      }
    >
      {fetcher.data?.status === "closed" && (
        <Notice
          tone="success"
          title={t("manifests.closedNow", { manifest: fetcher.data.manifestId, count: fetcher.data.parcels })}
        />
      )}
      {fetcher.data?.status === "refused" && (
        <Notice tone="warning" title={t(`manifests.refused.${fetcher.data.code}`)} />
      )}
      <Card title={t("manifests.waiting")} padded={false}>
        {waiting.length === 0 ? (
          <Empty title={t("manifests.nothingTitle")}>{t("manifests.nothingText")}</Empty>
        ) : (
          <DataTable<Waiting>
            caption={t("manifests.waiting")}
            rows={waiting}
            keyOf={({ locationId, carrier, courier }) => `${locationId} ${carrier} ${courier}`}
            columns={[
              { id: "carrier", title: t("manifests.column.carrier"), cell: carriedBy },
              { id: "location", title: t("manifests.column.location"), cell: ({ location }) => location },
              { id: "parcels", title: t("manifests.column.parcels"), numeric: true, cell: (row) => count(row.parcels) },
              { id: "weight", title: t("manifests.column.weight"), numeric: true, cell: (row) => weight(row.grams) },
              {
                id: "act",
                title: t("manifests.act"),
                cell: ({ locationId, carrier, courier, carrierName, location }) => (
                  <ActionForm form={fetcher.Form} values={{ do: "close", location: locationId, carrier, courier }}>
                    <Button
                      submit
                      busy={fetcher.state !== "idle"}
                      disabled={!mayClose}
                      spoken={t("manifests.closeOf", { carrier: carriedBy({ courier, carrierName }), location })}
                    >
                      {t("manifests.close")}
                    </Button>
                  </ActionForm>
                ),
              },
            ]}
          />
        )}
      </Card>
      <Card padded={false}>
        <ListView<Manifest>
          noun={{ singular: t("manifests.column.manifest"), plural: t("manifests.title") }}
          rows={page.manifests}
          keyOf={({ manifestId }) => manifestId}
          columns={[
            {
              id: "manifest",
              title: t("manifests.column.manifest"),
              cell: ({ manifestId }) => t("manifests.name", { manifest: manifestId }),
            },
            { id: "carrier", title: t("manifests.column.carrier"), wraps: true, cell: carriedBy },
            { id: "location", title: t("manifests.column.location"), wraps: true, cell: ({ location }) => location },
            { id: "closed", title: t("manifests.column.closed"), cell: ({ closedAt }) => <Time at={closedAt} /> },
            { id: "parcels", title: t("manifests.column.parcels"), numeric: true, cell: (row) => count(row.parcels) },
            { id: "weight", title: t("manifests.column.weight"), numeric: true, cell: (row) => weight(row.grams) },
            { id: "paper", title: t("manifests.column.paper"), cell: ({ manifestId }) => paper(manifestId) },
            ...(page.manifests.some((row) => row.sheet !== "none")
              ? [{ id: "sheet", title: t("manifests.column.sheet"), wraps: true, cell: sheet }]
              : []),
          ]}
          condensed={(row) => (
            <>
              <Row apart>
                <Text>{t("manifests.name", { manifest: row.manifestId })}</Text>
                {paper(row.manifestId)}
              </Row>
              <Text small tone="subdued">
                {[carriedBy(row), row.location].filter(Boolean).join(" · ")}
              </Text>
              <Text small>
                {t("manifestPaper.parcels", { count: row.parcels })} · {weight(row.grams)}
              </Text>
              {sheet(row)}
            </>
          )}
          saved={list.saved}
          views={{
            key: "location",
            label: t("manifests.column.location"),
            value: filter.locationId ?? "",
            choices: [
              { value: "", label: t("manifests.all") },
              ...locations.map(({ id, name }) => ({ value: id, label: name })),
            ],
          }}
          filters={[
            {
              key: "carrier",
              label: t("manifests.column.carrier"),
              value: filter.carrier,
              choices: carriers.map(({ carrier, name }) => ({ value: carrier, label: name })),
            },
          ]}
          sorts={[{ value: "closed desc", label: t("manifests.column.closed"), directionLabel: t("manifests.newest") }]}
          sort="closed desc"
          search={{ value: filter.search, label: t("manifests.search") }}
          busy={list.busy}
          partOfPage
          empty={{ title: t("manifests.emptyTitle"), text: t("manifests.emptyText") }}
          previous={list.turn("before", page.before)}
          next={list.turn("after", page.after)}
          onChange={list.change}
        />
      </Card>
    </Page>
  );
}
