import type { FetcherWithComponents } from "@remix-run/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { ConfirmButton } from "../../../shell/ui/confirm-button.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { VersionOutcome } from "../change-version.server.ts";
import type { VersionData } from "./version-page.tsx";

type StepProps = VersionData & { readonly fetcher: FetcherWithComponents<VersionOutcome> };

/** What can be done with a version where it stands. */
export function NextStepCard(props: StepProps) {
  const { version, count } = props;
  const { t } = useTranslation("automation");
  const { state } = version;
  return (
    <Card title={t(`page.next.${state}.title`)}>
      <Stack gap="loose">
        <Text block>{t(`page.next.${state}.text`, { number: version.number, count })}</Text>
        {state === "draft" && <Approve {...props} />}
        {(state === "approved" || state === "scheduled") && <Publish {...props} />}
        {state === "archived" && version.liveFrom !== null && <Revert {...props} />}
      </Stack>
    </Card>
  );
}

function Approve({ seen, mayChange, fetcher }: StepProps) {
  const { t } = useTranslation("automation");
  const [note, setNote] = useState("");
  const busy = fetcher.state !== "idle";
  return (
    <>
      <fetcher.Form method="post">
        <input type="hidden" name="do" value="approve" />
        <input type="hidden" name="seen" value={String(seen)} />
        <Stack gap="loose">
          <InputField
            name="note"
            label={t("page.version.note")}
            help={t("page.next.noteHelp")}
            lines={2}
            value={note}
            disabled={!mayChange}
            onChange={setNote}
          />
          <div>
            <Button submit primary busy={busy} disabled={!mayChange}>
              {t("page.next.approve")}
            </Button>
          </div>
        </Stack>
      </fetcher.Form>
      <ConfirmButton
        disabled={!mayChange}
        question={t("page.next.discardQuestion")}
        yes={
          <ActionForm form={fetcher.Form} values={{ do: "discard" }}>
            <Button submit busy={busy}>
              {t("page.next.discardYes")}
            </Button>
          </ActionForm>
        }
      >
        {t("page.next.discard")}
      </ConfirmButton>
    </>
  );
}

/** At once or later; with errors only after somebody said so. */
function Publish({ version, findings, mayChange, fetcher }: StepProps) {
  const { t } = useTranslation("automation");
  const { timezone } = useShop();
  const [despite, setDespite] = useState(false);
  const [at, setAt] = useState("");
  const errors = findings.filter(({ level }) => level === "error").length;
  const busy = fetcher.state !== "idle";
  const disabled = !mayChange || (errors > 0 && !despite);
  const anyway: Record<string, string> = despite ? { despite: "on" } : {};
  return (
    <>
      {errors > 0 && (
        <CheckField
          label={t("page.next.despite", { count: errors })}
          checked={despite}
          disabled={!mayChange}
          onChange={setDespite}
        />
      )}
      <ActionForm form={fetcher.Form} values={{ do: "publish", ...anyway }}>
        <Button submit primary busy={busy} disabled={disabled}>
          {t("page.next.publish")}
        </Button>
      </ActionForm>
      <fetcher.Form method="post">
        <Hidden values={{ do: "schedule", ...anyway }} />
        <Row low>
          <InputField
            name="at"
            label={t("page.next.at", { zone: timezone })}
            picks="moment"
            value={at}
            disabled={disabled}
            onChange={setAt}
          />
          <Button submit busy={busy} disabled={disabled || at === ""}>
            {t(version.state === "scheduled" ? "page.next.reschedule" : "page.next.schedule")}
          </Button>
        </Row>
      </fetcher.Form>
      {version.state === "scheduled" && (
        <ActionForm form={fetcher.Form} values={{ do: "unschedule" }}>
          <Button submit busy={busy} disabled={!mayChange}>
            {t("page.next.unschedule")}
          </Button>
        </ActionForm>
      )}
    </>
  );
}

function Revert({ version, set, mayChange, fetcher }: StepProps) {
  const { t } = useTranslation("automation");
  return (
    <ConfirmButton
      disabled={!mayChange}
      question={t("page.next.revertQuestion", { number: version.number, live: set.live?.number ?? 0 })}
      yes={
        <ActionForm form={fetcher.Form} values={{ do: "revert" }}>
          <Button submit primary busy={fetcher.state !== "idle"}>
            {t("page.next.revertYes")}
          </Button>
        </ActionForm>
      }
    >
      {t("page.next.revert")}
    </ConfirmButton>
  );
}

const Hidden = ({ values }: { readonly values: Readonly<Record<string, string>> }): ReactNode =>
  Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
