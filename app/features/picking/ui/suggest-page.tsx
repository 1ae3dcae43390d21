import { useNavigate, useNavigation, type useLoaderData } from "@remix-run/react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import { WAVE_KEYS } from "../domain/suggest.ts";
import type { loader } from "../routes/suggest.tsx";
import { MakeFields, useMaking } from "./make-form.tsx";

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Suggested = Data["waves"][number];

/** Batches that could be made of what waits at a location. */
export function SuggestPage({ locationId, locations, limits, waves, orders, mayPick }: Data) {
  const { t } = useTranslation("picking");
  const navigate = useNavigate();
  const href = useHref();
  const making = useMaking((batchId) => {
    navigate(href(`/app/fulfillment/batches${batchId === null ? "" : `/${batchId}`}`));
  });
  return (
    <Page section="fulfillment" title={t("suggest.title")} subtitle={t("suggest.subtitle", { count: orders })}>
      {!mayPick && <Notice title={t("forbidden")} />}
      <Limits locationId={locationId ?? ""} locations={locations} limits={limits} />
      <Card
        title={t("suggest.found", { count: waves.length })}
        action={
          waves.length > 1 && (
            <Button busy={making.busy} disabled={!mayPick} onClick={() => making.make(waves.map(({ ids }) => ids))}>
              {t("suggest.makeAll", { count: waves.length })}
            </Button>
          )
        }
      >
        {waves.length === 0 ? (
          <Empty title={t("suggest.emptyTitle")}>{t("suggest.emptyText")}</Empty>
        ) : (
          <Stack gap="loose">
            <MakeFields {...making} />
            {waves.map((wave) => (
              <Row key={wave.ids[0] ?? ""} apart>
                <WaveText wave={wave} by={limits.by} />
                <Button
                  busy={making.busy}
                  disabled={!mayPick}
                  spoken={t("suggest.makeSpoken", { order: wave.orders[0] ?? "", count: wave.ids.length })}
                  onClick={() => making.make([wave.ids])}
                >
                  {t("suggest.make")}
                </Button>
              </Row>
            ))}
          </Stack>
        )}
      </Card>
    </Page>
  );
}

function WaveText({ wave, by }: { readonly wave: Suggested; readonly by: Data["limits"]["by"] }) {
  const { t } = useTranslation("picking");
  const more = wave.ids.length - wave.orders.length;
  return (
    <Stack gap="tight">
      <Row gap="tight">
        <Text strong>
          {t("suggest.size", { count: wave.ids.length, units: t("queue.units", { count: wave.units }) })}
        </Text>
        {wave.singles && <Badge tone="info">{t("suggest.singles")}</Badge>}
        {by === "zone" && wave.of !== "" && <Badge>{String(wave.of)}</Badge>}
        {by === "urgency" && wave.of !== 0 && <Badge>{t("queue.priority", { value: wave.of })}</Badge>}
      </Row>
      {wave.dueAt !== null && (
        <Text small>
          {t("suggest.due")} <Time at={new Date(wave.dueAt).toISOString()} />
        </Text>
      )}
      <Text small tone="subdued">
        {wave.orders.join(", ")}
        {more > 0 && ` ${t("suggest.more", { count: more })}`}
      </Text>
    </Stack>
  );
}

function Limits({
  locationId,
  locations,
  limits,
}: {
  readonly locationId: string;
  readonly locations: Data["locations"];
  readonly limits: Data["limits"];
}) {
  const { t } = useTranslation("picking");
  const navigate = useNavigate();
  const navigation = useNavigation();
  const href = useHref();
  const [typed, setTyped] = useState<Record<"location" | "by" | "orders" | "units" | "singles", string>>({
    location: locationId,
    by: limits.by,
    orders: String(limits.orders),
    units: String(limits.units),
    singles: limits.singlesTogether ? "yes" : "no",
  });
  const set = (name: keyof typeof typed) => (value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const show = (event: FormEvent) => {
    event.preventDefault();
    navigate(href(`/app/fulfillment/suggestions?${new URLSearchParams(typed).toString()}`), { replace: true });
  };
  return (
    <Card>
      <form onSubmit={show}>
        <Stack>
          <FieldGrid>
            <SelectField
              name="location"
              label={t("column.location")}
              value={typed.location}
              choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={set("location")}
            />
            <SelectField
              name="by"
              label={t("suggest.by")}
              value={typed.by}
              choices={WAVE_KEYS.map((value) => ({ value, label: t(`by.${value}`) }))}
              onChange={set("by")}
            />
            <InputField
              name="orders"
              label={t("suggest.orders")}
              value={typed.orders}
              numbers="whole"
              onChange={set("orders")}
            />
            <InputField
              name="units"
              label={t("suggest.units")}
              value={typed.units}
              numbers="whole"
              onChange={set("units")}
            />
          </FieldGrid>
          <CheckField
            label={t("suggest.singlesTogether")}
            checked={typed.singles === "yes"}
            onChange={(on) => set("singles")(on ? "yes" : "no")}
          />
          <Row>
            <Button submit busy={navigation.state === "loading"}>
              {t("suggest.show")}
            </Button>
          </Row>
        </Stack>
      </form>
    </Card>
  );
}
