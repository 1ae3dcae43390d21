import { useFetcher, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { IconButton } from "../../../shell/ui/icon-button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import type { dayPage, ShownStop } from "../page.server.ts";
import type { PlanOutcome } from "../plan.server.ts";
import { StopRow } from "./stop-row.tsx";

type DayData = NonNullable<Awaited<ReturnType<typeof dayPage>>> & { readonly mayAct: boolean };

const HOME = "/app/fulfillment/local";

/** Not on its way yet: it can still be planned. */
const isWaiting = ({ state }: Pick<ShownStop, "state">): boolean => state === "planned" || state === "failed";

/** A location's deliveries of a day: who drives what, in which order. */
export function DayPage(data: DayData) {
  const { location, locations, day, today, stops, drivers, mayAct } = data;
  const { t, i18n } = useTranslation("local-delivery");
  const navigate = useNavigate();
  const href = useHref();
  const fetcher = useFetcher<PlanOutcome>();
  const outcome = fetcher.data;
  const query = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString();
  const go = (parameters: Record<string, string>) =>
    navigate(href(`${HOME}?${query({ location: location.id, day, ...parameters })}`), { replace: true });
  const unplanned = stops.filter((stop) => stop.driver === "" && isWaiting(stop));
  return (
    <Page
      title={t("title")}
      subtitle={`${location.name} · ${formatDate(day, i18n.language)}`}
      section="fulfillment"
      actions={
        <SaveFileButton
          url={`/app/fulfillment/local.csv?${query({ location: location.id, day, locale: i18n.language })}`}
          name={`deliveries-${day}.csv`}
        />
      }
    >
      {!mayAct && <Notice title={t("refused.forbidden")} />}
      {outcome?.status === "refused" && <Notice tone="warning" title={t(`refused.${outcome.code}`)} />}
      {outcome?.status === "did" && <Notice tone="success" title={t(`did.${outcome.did}`, { count: outcome.count })} />}
      <Card>
        <FieldGrid>
          <SelectField
            name="location"
            label={t("location")}
            value={location.id}
            choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => go({ location: id })}
          />
          <InputField
            name="day"
            label={t("day")}
            value={day}
            picks="date"
            onChange={(next) => go({ day: next === "" ? today : next })}
          />
        </FieldGrid>
      </Card>
      {stops.length === 0 && (
        <Card>
          <Empty
            title={t("emptyTitle")}
            action={<LinkButton to={`/app/settings/locations/${location.id}`}>{t("areas")}</LinkButton>}
          >
            {t(location.hasAreas ? "emptyText" : "emptyNoAreas")}
          </Empty>
        </Card>
      )}
      {unplanned.length > 0 && <Unplanned data={data} fetcher={fetcher} />}
      {drivers.map((driver) => {
        const route = stops.filter((stop) => stop.driver === driver);
        const waiting = route.filter(isWaiting);
        const of = query({ location: location.id, day, driver });
        return (
          <Card
            key={driver}
            title={driver}
            action={
              <Row>
                <LinkButton to={`${HOME}/sheet?${of}`}>{t("sheet.open")}</LinkButton>
                <LinkButton to={`${HOME}/drive?${of}`}>{t("drive.open")}</LinkButton>
                {waiting.length > 0 && (
                  <ActionForm form={fetcher.Form} values={{ act: "dispatch", location: location.id, day, driver }}>
                    <Button
                      submit
                      primary
                      disabled={!mayAct}
                      busy={fetcher.state !== "idle"}
                      spoken={t("leaveOf", { driver })}
                    >
                      {t("leave")}
                    </Button>
                  </ActionForm>
                )}
              </Row>
            }
          >
            <Stack>
              {route.map((stop) => (
                <StopRow key={stop.id} stop={stop}>
                  {mayAct && isWaiting(stop) && (
                    <Row gap="tight">
                      <ActionForm form={fetcher.Form} values={{ act: "place", stop: stop.id, to: "up" }}>
                        <IconButton
                          submit
                          icon="up"
                          spoken={t("upOf", { order: stop.order })}
                          disabled={stop === waiting[0]}
                        />
                      </ActionForm>
                      <ActionForm form={fetcher.Form} values={{ act: "place", stop: stop.id, to: "down" }}>
                        <IconButton
                          submit
                          icon="down"
                          spoken={t("downOf", { order: stop.order })}
                          disabled={stop === waiting.at(-1)}
                        />
                      </ActionForm>
                      <ActionForm
                        form={fetcher.Form}
                        values={{ act: "plan", location: location.id, day, driver: "", stops: stop.id }}
                      >
                        <Button submit plain spoken={t("takeOutOf", { order: stop.order })}>
                          {t("takeOut")}
                        </Button>
                      </ActionForm>
                    </Row>
                  )}
                </StopRow>
              ))}
            </Stack>
          </Card>
        );
      })}
    </Page>
  );
}

interface UnplannedProps {
  readonly data: DayData;
  readonly fetcher: ReturnType<typeof useFetcher<PlanOutcome>>;
}

/** Deliveries nobody drives yet: chosen, and given to a driver. */
function Unplanned({ data: { location, day, stops, drivers, mayAct }, fetcher }: UnplannedProps) {
  const { t } = useTranslation("local-delivery");
  const unplanned = stops.filter((stop) => stop.driver === "" && isWaiting(stop));
  const [left, setLeft] = useState<readonly string[]>([]);
  const [driver, setDriver] = useState(drivers[0] ?? "");
  const chosen = unplanned.filter(({ id }) => !left.includes(id)).map(({ id }) => id);
  return (
    <Card title={t("unplanned")}>
      <Stack gap="loose">
        {unplanned.map((stop) => (
          <StopRow key={stop.id} stop={stop}>
            <CheckField
              label={t("chooseOf", { order: stop.order })}
              checked={!left.includes(stop.id)}
              disabled={!mayAct}
              onChange={(on) => setLeft(on ? left.filter((each) => each !== stop.id) : [...left, stop.id])}
            />
          </StopRow>
        ))}
        <fetcher.Form method="post">
          {Object.entries({ act: "plan", location: location.id, day, stops: chosen.join(",") }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Row low>
            <InputField name="driver" label={t("driver")} value={driver} disabled={!mayAct} onChange={setDriver} />
            <Button
              submit
              primary
              disabled={!mayAct || driver.trim() === "" || chosen.length === 0}
              busy={fetcher.state !== "idle"}
            >
              {t("plan")}
            </Button>
          </Row>
        </fetcher.Form>
      </Stack>
    </Card>
  );
}
