import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { COST_FIELDS, textsOf, type FieldError } from "../domain/cost-form.ts";
import type { action } from "../routes/settings.tsx";
import { CostPreview } from "./cost-preview.tsx";
import { InPartCard } from "./in-part-card.tsx";
import type { SettingsData } from "./settings-data.ts";

type SettingsFormProps = Pick<SettingsData, "costs" | "inPart" | "mayChange">;

/** What is saved together: costs, and what is done when units are missing. */
export function SettingsForm({ costs, inPart, mayChange }: SettingsFormProps) {
  const { t } = useTranslation("settings");
  const { currency } = useShop();
  const { data, state, submit } = useToldFetcher<typeof action>(({ status }) => status === "saved" && t("saved"));
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const stored: Readonly<Record<string, string>> = { ...costs, ...inPart };
  const dirty = Object.entries(changed).some(([name, value]) => value !== (stored[name] ?? ""));
  const errors = data?.status === "invalid" && dirty ? data.fields : {};

  // An answer is taken once, while rendering: what was saved is no longer a change of ours.
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "saved") setChanged({});
  }

  const field = (name: string) => ({
    name,
    value: changed[name] ?? stored[name] ?? "",
    error: errorText(errors[name]),
    disabled: !mayChange,
    onChange: (value: string) => setChanged((before) => ({ ...before, [name]: value })),
  });
  const errorText = (error: FieldError | undefined) => error && t(`field.${error.code}`, { ...error });

  return (
    <>
      <Unsaved
        open={dirty}
        busy={state !== "idle"}
        onSave={() => submit({ ...stored, ...changed }, { method: "post" })}
        onDiscard={() => setChanged({})}
      />
      {Object.keys(errors).length > 0 && <Notice tone="critical" title={t("check")} />}
      <Card title={t("costs.title")}>
        <Stack gap="loose">
          <Text tone="subdued" block>
            {t("costs.text")}
          </Text>
          <FieldGrid>
            {COST_FIELDS.map(({ name, kind }) => (
              <InputField
                key={name}
                {...field(name)}
                label={t(`costs.${name}`, { currency })}
                help={t(`costs.${name}Help`)}
                numbers={kind === "amount" ? "decimal" : "whole"}
              />
            ))}
          </FieldGrid>
          <CostPreview
            texts={textsOf({ ...stored, ...changed })}
            disabled={!mayChange}
            onTry={(texts) => submit({ ...texts, preview: "true" }, { method: "post" })}
            busy={state !== "idle"}
            tried={data?.status === "previewed" ? data : null}
          />
        </Stack>
      </Card>
      <InPartCard field={field} />
    </>
  );
}
