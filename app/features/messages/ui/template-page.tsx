import { useFetcher, type useLoaderData } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { MailFrame } from "../../../shell/ui/mail-frame.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Columns, Page } from "../../../shell/ui/page.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { SHOPPER_LOCALES } from "../domain/settings.ts";
import type { TemplateError } from "../domain/template.ts";
import type { action, loader } from "../routes/template.tsx";
import type { Preview } from "../template-page.server.ts";
import { Outcome } from "./outcome.tsx";

/** The words of one kind in one language, beside what comes of them. */
export function TemplatePage(data: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { kind, locale, template, version, variables, mayChange } = data;
  const { t } = useTranslation("messages");
  const { data: outcome, state, submit } = useFetcher<typeof action>();
  const [subject, setSubject] = useState(template.subject);
  const [body, setBody] = useState(template.body);
  const [order, setOrder] = useState("");
  const errors = (field: "subject" | "body") =>
    outcome?.status === "invalid"
      ? outcome[field].map((error) => sayError(t, error)).join(" ") || undefined
      : undefined;
  const preview = outcome?.status === "previewed" ? outcome.preview : data.preview;
  const busy = state !== "idle";
  const send = (what: string) => () => submit({ action: what, subject, body, order }, { method: "post" });
  return (
    <Page
      title={t(`kind.${kind}`)}
      subtitle={t(version === 0 ? "template.standard" : "template.own", { version })}
      back={{ label: t("title"), to: "/app/settings/messages" }}
    >
      <LinkTabs
        label={t("template.languages")}
        tabs={SHOPPER_LOCALES.map((each) => ({
          label: t(`locale.${each}`),
          to: `/app/settings/messages/${kind}/${each}`,
          selected: each === locale,
        }))}
      />
      <Columns
        main={
          <Card title={t("template.words")}>
            <Stack gap="loose">
              <InputField
                name="subject"
                label={t("template.subject")}
                value={subject}
                disabled={!mayChange}
                error={errors("subject")}
                onChange={setSubject}
              />
              <InputField
                name="body"
                label={t("template.body")}
                lines={12}
                value={body}
                help={t("template.help")}
                disabled={!mayChange}
                error={errors("body")}
                onChange={setBody}
              />
              <Text small tone="subdued" block>
                {t("template.variables", { names: variables.map((each) => `{{${each}}}`).join("  ") })}
              </Text>
              <InputField
                name="order"
                label={t("template.order")}
                value={order}
                help={t("template.orderHelp")}
                error={outcome?.status === "noOrder" ? t("template.noOrder") : undefined}
                onChange={setOrder}
              />
              {outcome?.status === "tried" && (
                <Notice tone="success" title={t("template.tried", { to: outcome.to, answer: outcome.answer })} />
              )}
              {(outcome?.status === "notTaken" || outcome?.status === "notVerified") && <Outcome outcome={outcome} />}
              {(outcome?.status === "saved" || outcome?.status === "standard") && (
                <Notice tone="success" title={t(`outcome.${outcome.status}`)} />
              )}
              <Row>
                <Button primary busy={busy} disabled={!mayChange} onClick={send("save")}>
                  {t("save")}
                </Button>
                <Button busy={busy} disabled={!mayChange} onClick={send("preview")}>
                  {t("template.preview")}
                </Button>
                <Button busy={busy} disabled={!mayChange} onClick={send("try")}>
                  {t("template.try")}
                </Button>
                {version !== 0 && (
                  <Button busy={busy} disabled={!mayChange} onClick={send("standard")}>
                    {t("template.back")}
                  </Button>
                )}
              </Row>
            </Stack>
          </Card>
        }
        side={<Shown preview={preview} />}
      />
    </Page>
  );
}

/** The message as its reader sees it; its HTML in a frame that runs nothing and loads nothing. */
function Shown({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation("messages");
  return (
    <Card title={t("template.previewTitle")}>
      <Stack>
        <Text small tone="subdued" block>
          {preview.order === null ? t("template.sample") : t("template.real", { order: preview.order })}
        </Text>
        <Text block>{preview.subject}</Text>
        <MailFrame title={preview.subject} html={preview.html} />
      </Stack>
    </Card>
  );
}

/** What is wrong, and where. */
function sayError(t: TFunction<"messages">, { code, name, line, column }: TemplateError): string {
  return t(`template.error.${code}`, { name, line, column });
}
