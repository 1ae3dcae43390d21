import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { FileForm } from "../../../shell/ui/file-form.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import type { Created } from "../create-set.server.ts";
import { TRIGGER_KEYS } from "../domain/rule.ts";
import { TEMPLATE_KEYS } from "../domain/templates.ts";
import { FileFaults } from "./file-faults.tsx";

/** The three ways to begin: a template, nothing, a file. The page's own action makes the set (create-route.server.ts). */
export function NewSetCards({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation("automation");
  const fetcher = useFetcher<Created>();
  const [typed, setTyped] = useState({ name: "", trigger: "order.routing" });
  const { data } = fetcher;
  const busy = fetcher.state !== "idle";
  const status = !data || data.status === "created" ? undefined : data.status;
  return (
    <>
      {status !== undefined && status !== "refused" && status !== "nameless" && (
        <Notice tone="critical" title={t(`page.new.error.${status}`)} />
      )}
      {data?.status === "refused" && <FileFaults faults={data.faults} />}
      <Card title={t("page.new.templates")}>
        <ul className="e-tiles">
          {TEMPLATE_KEYS.map((key) => (
            <li key={key}>
              <Stack>
                <Heading>{t(`template.${key}.name`)}</Heading>
                <Text block>{t(`template.${key}.description`)}</Text>
              </Stack>
              <ActionForm form={fetcher.Form} values={{ do: "template", template: key }}>
                <Button
                  submit
                  busy={busy}
                  disabled={!mayChange}
                  spoken={t("page.new.useSpoken", { name: t(`template.${key}.name`) })}
                >
                  {t("page.new.use")}
                </Button>
              </ActionForm>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("page.new.empty")}>
        <fetcher.Form method="post">
          <input type="hidden" name="do" value="empty" />
          <Stack gap="loose">
            <FieldGrid>
              <InputField
                name="name"
                label={t("page.new.name")}
                value={typed.name}
                error={status === "nameless" ? t("page.fault.missing") : undefined}
                disabled={!mayChange}
                onChange={(name) => setTyped({ ...typed, name })}
              />
              <SelectField
                name="trigger"
                label={t("page.new.trigger")}
                value={typed.trigger}
                disabled={!mayChange}
                choices={TRIGGER_KEYS.map((value) => ({ value, label: t(`trigger.${value}`) }))}
                onChange={(trigger) => setTyped({ ...typed, trigger })}
              />
            </FieldGrid>
            <div>
              <Button submit busy={busy} disabled={!mayChange}>
                {t("page.new.create")}
              </Button>
            </div>
          </Stack>
        </fetcher.Form>
      </Card>
      <Card title={t("page.new.file")}>
        <FileForm
          form={fetcher.Form}

          label={t("page.new.fileLabel")}
          help={t("page.new.fileHelp")}
          button={t("page.new.fileButton")}
          accept=".json,application/json"
          busy={busy}
          disabled={!mayChange}
        />
      </Card>
    </>
  );
}
