import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { FAIL_REASONS } from "../domain/stop.ts";
import type { DoorOutcome } from "../door.server.ts";
import type { addressOf, ShownStop } from "../page.server.ts";
import { PhotoField } from "./photo-field.tsx";
import { SignatureField } from "./signature-field.tsx";
import { StopRow } from "./stop-row.tsx";

interface DrivePageProps {
  readonly location: { readonly id: string; readonly name: string };
  readonly day: string;
  readonly driver: string;
  readonly stops: readonly ShownStop[];
  readonly next: ShownStop | null;
  readonly address: Awaited<ReturnType<typeof addressOf>>;
  readonly mayAct: boolean;
}

type Fetcher = ReturnType<typeof useFetcher<DoorOutcome>>;

/** On the driver's phone: the next door, how to get there, whom to call, and what happened. */
export function DrivePage({ location, day, driver, stops, next, address, mayAct }: DrivePageProps) {
  const { t } = useTranslation("local-delivery");
  const fetcher = useFetcher<DoorOutcome>();
  const outcome = fetcher.data;
  const done = stops.filter(({ state }) => state === "delivered").length;
  const back = `/app/fulfillment/local?${new URLSearchParams({ location: location.id, day }).toString()}`;
  return (
    <Page
      title={driver}
      subtitle={t("drive.progress", { done, all: stops.length })}
      back={{ label: t("title"), to: back }}
    >
      {!mayAct && <Notice title={t("refused.forbidden")} />}
      {outcome?.status === "refused" && <Notice tone="critical" title={t(`refused.${outcome.code}`)} />}
      {outcome?.status === "did" && <Notice tone="success" title={t(`did.${outcome.did}`)} />}
      {next === null ? (
        <Card>
          <Empty title={t("drive.doneTitle")}>{t("drive.doneText")}</Empty>
        </Card>
      ) : (
        <>
          <Card title={t("drive.next")}>
            <StopRow stop={next} />
            <Address address={address} />
          </Card>
          <Delivered key={`d${next.id}`} stop={next} fetcher={fetcher} mayAct={mayAct} />
          <Failed key={`f${next.id}`} stop={next} day={day} fetcher={fetcher} mayAct={mayAct} />
        </>
      )}
      {stops.length > 0 && (
        <Card title={t("drive.all")}>
          <Stack>
            {stops.map((stop) => (
              <StopRow key={stop.id} stop={stop} />
            ))}
          </Stack>
        </Card>
      )}
    </Page>
  );
}

function Address({ address }: Pick<DrivePageProps, "address">) {
  const { t } = useTranslation("local-delivery");
  if (!address) return <Text tone="subdued">{t("drive.noAddress")}</Text>;
  const place = address.lines.join(", ");
  return (
    <Stack>
      <Text strong>{address.name ?? ""}</Text>
      <Text block>{place}</Text>
      <Row>
        <LinkButton
          primary
          outside
          to={`https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(place)}`}
        >
          {t("drive.navigate")}
        </LinkButton>
        {address.phone && (
          <LinkButton outside to={`tel:${address.phone.replaceAll(/[^+\d]/g, "")}`}>
            {t("drive.call")}
          </LinkButton>
        )}
      </Row>
    </Stack>
  );
}

interface DoorProps {
  readonly stop: ShownStop;
  readonly fetcher: Fetcher;
  readonly mayAct: boolean;
}

function Delivered({ stop, fetcher, mayAct }: DoorProps) {
  const { t } = useTranslation("local-delivery");
  const [name, setName] = useState("");
  const [photo, setPhoto] = useState("");
  const [signature, setSignature] = useState("");
  const proven = name.trim() !== "" || photo !== "" || signature !== "";
  return (
    <Card title={t("drive.delivered")}>
      <fetcher.Form method="post">
        {Object.entries({ act: "delivered", stop: stop.id, photo, signature }).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <Stack gap="loose">
          <InputField name="name" label={t("drive.name")} value={name} onChange={setName} />
          <PhotoField label={t("drive.photo")} value={photo} onChange={setPhoto} />
          <SignatureField label={t("drive.signature")} clear={t("drive.clear")} onChange={setSignature} />
          {!proven && (
            <Text small tone="subdued">
              {t("drive.needsProof")}
            </Text>
          )}
          <Button submit primary disabled={!mayAct || !proven} busy={fetcher.state !== "idle"}>
            {t("drive.isDelivered")}
          </Button>
        </Stack>
      </fetcher.Form>
    </Card>
  );
}

function Failed({ stop, day, fetcher, mayAct }: DoorProps & { readonly day: string }) {
  const { t } = useTranslation("local-delivery");
  const [reason, setReason] = useState<string>("nobody_home");
  const [next, setNext] = useState(() => dayAfter(day));
  return (
    <Card title={t("drive.failed")}>
      <fetcher.Form method="post">
        <input type="hidden" name="act" value="failed" />
        <input type="hidden" name="stop" value={stop.id} />
        <Stack gap="loose">
          <SelectField
            name="reason"
            label={t("drive.why")}
            value={reason}
            choices={FAIL_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
            onChange={setReason}
          />
          <InputField name="next" label={t("drive.nextTry")} picks="date" value={next} onChange={setNext} />
          <Button submit disabled={!mayAct} busy={fetcher.state !== "idle"}>
            {t("drive.isFailed")}
          </Button>
        </Stack>
      </fetcher.Form>
    </Card>
  );
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
