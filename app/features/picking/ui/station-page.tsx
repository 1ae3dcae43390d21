import { useNavigate, type useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { loader } from "../routes/station.tsx";
import { alarm } from "./alarm.ts";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const LOOK_AGAIN_MS = 15_000;

/** The packing station: scan an order, a tote, a paper or an item, and its order opens; a label, and its parcel is weighed again. */
export function StationPage({ code, locationId, found, locations, waiting, next, count }: Data) {
  const { t } = useTranslation("picking");
  const navigate = useNavigate();
  const href = useHref();
  useRefresh(LOOK_AGAIN_MS);
  const place: Record<string, string> = locationId === null ? {} : { location: locationId };
  const go = (parameters: Record<string, string>) =>
    navigate(href(`/app/fulfillment/pack?${new URLSearchParams({ ...place, ...parameters }).toString()}`));
  const opened =
    found?.status === "found"
      ? href(`/app/fulfillment/pack/${found.taskId}`)
      : found?.status === "parcel"
        ? href(`/app/fulfillment/parcels/${found.parcelId}`)
        : null;
  useEffect(() => {
    if (opened !== null) navigate(opened, { replace: true });
    else if (code !== "") alarm();
  }, [opened, code, navigate]);
  const scan = (text: string) => go({ code: text });
  return (
    <Page section="fulfillment" title={t("station.title")} subtitle={t("station.subtitle", { count })}>
      <Card>
        <Stack gap="loose">
          {found?.status === "unknown" && (
            <div role="alert">
              <Notice tone="critical" title={t("station.unknown", { code })} />
            </div>
          )}
          {found?.status === "oldPaper" && (
            <div role="alert">
              <Notice
                tone="critical"
                title={t("station.oldPaper", { code })}
                action={{ label: t("station.openAnyway"), to: `/app/fulfillment/pack/${found.taskId}` }}
              >
                {t("station.oldPaperDo")}
              </Notice>
            </div>
          )}
          <ScanField label={t("station.scan")} button={t("station.open")} onScan={scan} />
          <Row low>
            <CameraButton label={t("scan.camera")} failed={t("scan.cameraFailed")} onScan={scan} />
            <SelectField
              name="location"
              label={t("column.location")}
              value={locationId ?? ""}
              choices={[
                { value: "", label: t("station.everywhere") },
                ...locations.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(location) => navigate(href(`/app/fulfillment/pack${location && `?location=${location}`}`))}
            />
          </Row>
        </Stack>
      </Card>
      <Card title={t("station.waiting", { count })}>
        {waiting.length === 0 ? (
          <Empty title={t("station.emptyTitle")}>{t("station.emptyText")}</Empty>
        ) : (
          <Stack gap="loose">
            <ol className="e-stops">
              {waiting.map((task) => (
                <li key={task.taskId}>
                  <Text strong>{`${task.batchId}-${task.place}`}</Text>
                  <Stack gap="tight">
                    <Row gap="tight">
                      <AppLink to={`/app/fulfillment/pack/${task.taskId}`}>{task.orderName}</AppLink>
                      {task.news !== "" && <Badge tone="warning">{t(`station.news.${task.news}`)}</Badge>}
                    </Row>
                    {task.packer !== "" && (
                      <Text small tone="subdued">
                        {t("station.packer", { name: task.packer })}
                      </Text>
                    )}
                  </Stack>
                  <Text>{t("queue.units", { count: task.units })}</Text>
                </li>
              ))}
            </ol>
            {next !== null && (
              <LinkButton to={`/app/fulfillment/pack?${new URLSearchParams({ ...place, after: next }).toString()}`}>
                {t("station.more")}
              </LinkButton>
            )}
          </Stack>
        )}
      </Card>
    </Page>
  );
}
