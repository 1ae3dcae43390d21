import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { action } from "../routes/settings.tsx";
import { Outcome } from "./outcome.tsx";
import type { SettingsData } from "./settings-data.ts";

const FIELDS = ["fromName", "fromAddress", "replyTo", "host", "port", "username", "password"] as const;

interface AccountProps {
  readonly account: SettingsData["account"] | undefined;
  readonly mayChange: boolean;
}

/** The merchant's own mail server: where it is, who sends, and whether a test message has arrived. */
export function AccountCard({ account, mayChange }: AccountProps) {
  const { t } = useTranslation("messages");
  const { data, state, Form } = useFetcher<typeof action>();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({
    ...Object.fromEntries(FIELDS.map((name) => [name, String(account?.[name as keyof typeof account] ?? "")])),
    port: String(account?.port ?? 587),
    security: account?.security ?? "starttls",
    password: "",
  });
  const errors: Readonly<Partial<Record<string, string>>> = data?.status === "invalid" ? data.errors : {};
  const change = (name: string) => (value: string) => setTexts((before) => ({ ...before, [name]: value }));
  return (
    <Card title={t("account.title")}>
      <Stack gap="loose">
        <Row apart>
          <Text tone="subdued" block>
            {t("account.text")}
          </Text>
          <Badge tone={account?.verifiedAt == null ? "neutral" : "success"}>
            {t(
              account === undefined
                ? "account.none"
                : account.verifiedAt === null
                  ? "account.untried"
                  : "account.verified",
            )}
          </Badge>
        </Row>
        <Form method="post">
          <Stack gap="loose">
            <input type="hidden" name="action" value="account" />
            <FieldGrid>
              {FIELDS.map((name) => (
                <InputField
                  key={name}
                  name={name}
                  label={t(`account.${name}`)}
                  value={texts[name] ?? ""}
                  secret={name === "password"}
                  disabled={!mayChange}
                  error={errors[name] && t(`error.${errors[name]}` as "error.needed")}
                  onChange={change(name)}
                  {...(name === "port" && { numbers: "whole" as const, help: t("account.portHelp") })}
                  {...(name === "password" && account !== undefined && { help: t("account.passwordHelp") })}
                  {...(name === "replyTo" && { help: t("account.replyToHelp") })}
                />
              ))}
              <SelectField
                name="security"
                label={t("account.security")}
                value={texts["security"] ?? "starttls"}
                disabled={!mayChange}
                choices={[
                  { value: "starttls", label: t("account.starttls") },
                  { value: "tls", label: t("account.tls") },
                ]}
                onChange={change("security")}
              />
            </FieldGrid>
            <Outcome outcome={data} />
            <Row>
              <Button submit busy={state !== "idle"} disabled={!mayChange}>
                {t("account.save")}
              </Button>
            </Row>
          </Stack>
        </Form>
        {account !== undefined && <Test account={account} mayChange={mayChange} />}
      </Stack>
    </Card>
  );
}

/** A test message, and the code that came with it. */
function Test({
  account,
  mayChange,
}: {
  readonly account: NonNullable<SettingsData["account"]>;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation("messages");
  const sending = useFetcher<typeof action>();
  const typing = useFetcher<typeof action>();
  const [to, setTo] = useState(account.fromAddress);
  const [code, setCode] = useState("");
  return (
    <Stack>
      <sending.Form method="post">
        <input type="hidden" name="action" value="test" />
        <Stack>
          <InputField name="to" label={t("test.to")} value={to} disabled={!mayChange} onChange={setTo} />
          <Row>
            <Button submit busy={sending.state !== "idle"} disabled={!mayChange}>
              {t("test.send")}
            </Button>
          </Row>
          {(account.awaitsCode || sending.data?.status !== "codeSent") && <Outcome outcome={sending.data} />}
        </Stack>
      </sending.Form>
      {account.awaitsCode && (
        <typing.Form method="post">
          <input type="hidden" name="action" value="code" />
          <Stack>
            <InputField
              name="code"
              label={t("test.code")}
              numbers="whole"
              value={code}
              disabled={!mayChange}
              onChange={setCode}
            />
            <Row>
              <Button submit primary busy={typing.state !== "idle"} disabled={!mayChange}>
                {t("test.confirm")}
              </Button>
            </Row>
          </Stack>
        </typing.Form>
      )}
      <Outcome outcome={typing.data} />
    </Stack>
  );
}
