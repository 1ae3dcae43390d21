import { Form, useLocation, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STOCK_REASONS } from "../../../core/stock-reasons.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { MOVABLE, SETTABLE, type Change } from "../domain/edit.ts";

/** `units`: what was typed is no number. */
export interface BulkRefused {
  readonly status: "refused";
  readonly code: "gone" | "units";
}

interface BulkPageProps {
  /** Null: more than one edit may have. */
  readonly rows: number | null;
  readonly mayChange: boolean;
  readonly refused: BulkRefused | undefined;
}

const KINDS = ["set", "add", "move"] as const satisfies readonly Change["kind"][];
const STATES = { set: SETTABLE, add: ["on_hand", ...MOVABLE], move: MOVABLE } as const;

/** One change for many rows of the list; shown row by row before it is written. */
export function BulkPage({ rows, mayChange, refused }: BulkPageProps) {
  const { t } = useTranslation("stock-edits");
  const { t: inventory } = useTranslation("inventory");
  const { search } = useLocation();
  const busy = useNavigation().state !== "idle";
  const [values, setValues] = useState({
    kind: "set" as Change["kind"],
    state: "available",
    into: "damaged",
    units: "",
    reason: "correction",
  });
  const field = <Name extends keyof typeof values>(name: Name) => ({
    name,
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });
  const { kind } = values;
  const named = (states: readonly Change["state"][]) =>
    states.map((value) => ({ value, label: inventory(`column.${value}`) }));
  return (
    <Page
      title={t("bulk.title")}
      {...(rows !== null && { subtitle: t("bulk.rows", { count: rows }) })}
      back={{ label: t("back"), to: "/app/inventory" }}
    >
      {!mayChange && <Notice title={t("refused.forbidden")} />}
      {rows === null && <Notice tone="warning" title={t("bulk.tooMany")} />}
      {rows === 0 && <Notice tone="warning" title={t("bulk.none")} />}
      {refused && refused.code !== "units" && <Notice tone="critical" title={t(`refused.${refused.code}`)} />}
      <Form method="post">
        <input type="hidden" name="rows" value={search} />
        <Card>
          <Stack gap="loose">
            <FieldGrid>
              <SelectField
                {...field("kind")}
                label={t("bulk.what")}
                choices={KINDS.map((value) => ({ value, label: t(`bulk.${value}`) }))}
                onChange={(value) =>
                  setValues((before) => ({
                    ...before,
                    kind: KINDS.find((each) => each === value) ?? "set",
                    state: "available",
                  }))
                }
              />
              <SelectField
                {...field("state")}
                label={t(kind === "move" ? "bulk.from" : "bulk.state")}
                choices={named(STATES[kind])}
              />
              {kind === "move" && (
                <SelectField {...field("into")} label={t("bulk.into")} choices={named(STATES.move)} />
              )}
              <InputField
                {...field("units")}
                label={t(`bulk.${kind}Units`)}
                {...(kind === "add" ? { help: t("bulk.addHelp") } : { numbers: "whole" as const })}
                error={refused?.code === "units" ? t("refused.units") : undefined}
              />
              <SelectField
                {...field("reason")}
                label={t("bulk.reason")}
                choices={STOCK_REASONS.map((value) => ({ value, label: inventory(`reason.${value}`) }))}
              />
            </FieldGrid>
            <Text tone="subdued" block>
              {t("bulk.previewHelp")}
            </Text>
            <div>
              <Button submit primary busy={busy} disabled={!mayChange || rows === null || rows === 0}>
                {t("bulk.preview")}
              </Button>
            </div>
          </Stack>
        </Card>
      </Form>
    </Page>
  );
}
