import { useFetcher } from "@remix-run/react";
import { useEffect, useMemo, useReducer, useState, type Dispatch } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Columns, Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Unsaved } from "../../../shell/ui/unsaved.tsx";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { Names } from "../choices.server.ts";
import { isSame } from "../domain/edit/compare.ts";
import { readRule } from "../domain/edit/read-rule.ts";
import { editRule, startEditing, type Edit, type Editing } from "../domain/edit/edit-rule.ts";

import type { RuleAnswer } from "../routes/rule.tsx";
import type { rulePage } from "../rule-page.server.ts";
import { BuildingContext, placeId, type Building } from "./build/building.ts";
import { GroupEditor } from "./build/group-editor.tsx";
import { StepsEditor } from "./build/step-editor.tsx";
import { faultText } from "./fault-text.ts";
import { StaleNotice } from "./stale-notice.tsx";
import { SentenceCard } from "./sentence-card.tsx";
import { useVoice } from "./use-voice.ts";

export type RuleData = NonNullable<Awaited<ReturnType<typeof rulePage>>> & {
  /** Shopify's number of the reader. */
  readonly me: string;
  readonly mayChange: boolean;
};

/** Builds one rule with choices alone. */
export function RulePage(data: RuleData) {
  const { set, mayChange } = data;
  const { t } = useTranslation("automation");
  const saving = useSaving(data);
  const { editing, edit, dirty, tries, fetcher } = saving;
  const building = useBuildingOf(data, editing, tries > 0, edit);
  useFocus(editing, tries);
  const { rule } = editing;
  const back = `/app/automations/${set.setId}`;
  return (
    <Page
      title={data.was === null ? t("page.rule.new") : data.was.name}
      back={{ label: set.name, to: back }}
      subtitle={t(`trigger.${set.trigger}`)}
    >
      {!mayChange && <Notice title={t("page.forbidden")} />}
      {fetcher.data?.status === "stale" && (
        <StaleNotice answer={fetcher.data} voice={building.voice} onKeep={saving.saveOver} onTake={saving.take} />
      )}
      {tries > 0 && building.errorIn([]) !== undefined && <Notice tone="critical" title={t("page.rule.invalid")} />}
      <Unsaved open={dirty && mayChange} busy={saving.busy} onSave={saving.save} onDiscard={saving.discard} />
      <BuildingContext.Provider value={building}>
        <Columns
          main={
            <>
              <Card>
                <Stack gap="loose">
                  <InputField
                    name="name"
                    label={t("page.rule.name")}
                    value={rule.name}
                    error={building.errorAt(["name"])}
                    disabled={!mayChange}
                    onChange={(name) => edit({ do: "rename", name })}
                  />
                  <CheckField
                    label={t("page.rule.enabled")}
                    checked={rule.enabled}
                    disabled={!mayChange}
                    onChange={(enabled) => edit({ do: "enable", enabled })}
                  />
                </Stack>
              </Card>
              <Card title={t("page.rule.when")}>
                <GroupEditor at={["when"]} condition={rule.when} scope="order" label={t("page.rule.when")} />
              </Card>
              <Card title={t("page.rule.then")}>
                <StepsEditor steps={rule.then} />
              </Card>
              <Card>
                <fetcher.Form method="post" onSubmit={saving.onSubmit}>
                  <input type="hidden" name="rule" value={JSON.stringify(rule)} />
                  <input type="hidden" name="was" value={JSON.stringify(saving.was)} />
                  <Button submit primary busy={saving.busy} disabled={!mayChange}>
                    {t("page.rule.save")}
                  </Button>
                </fetcher.Form>
              </Card>
            </>
          }
          side={<SentenceCard rule={rule} voice={building.voice} />}
        />
      </BuildingContext.Provider>
    </Page>
  );
}

/** The rule in the making, and how it is saved: nothing typed is lost when somebody else was quicker. */
function useSaving({ rule: stored, was: storedWas, set, mayChange }: RuleData) {
  const { currency } = useShop();
  const fetcher = useFetcher<RuleAnswer>();
  const reduce = (state: Editing, change: Edit | { readonly do: "begin"; readonly rule: Editing["rule"] }): Editing =>
    change.do === "begin" ? startEditing(change.rule) : editRule(state, change, currency);
  const [editing, dispatch] = useReducer(reduce, stored, startEditing);
  const [was, setWas] = useState(storedWas);
  /** How often somebody tried to save this. */
  const [tries, setTries] = useState(0);
  const [begun, setBegun] = useState(() => startEditing(stored).rule);
  const { data } = fetcher;
  const busy = fetcher.state !== "idle";
  const valid = () => "value" in readRule(set.trigger, editing.rule);
  const send = (before: typeof was) => {
    setTries(tries + 1);
    if (valid())
      fetcher.submit({ rule: JSON.stringify(editing.rule), was: JSON.stringify(before) }, { method: "post" });
  };
  const begin = (rule: Editing["rule"]) => {
    dispatch({ do: "begin", rule });
    setBegun(startEditing(rule).rule);
    setTries(0);
  };
  return {
    ...{ editing, was, tries, busy, fetcher },
    edit: dispatch,
    // Whoever saved is led on: by then it is stored.
    dirty: !busy && !isSame(editing.rule, begun),
    save: () => mayChange && send(was),
    discard: () => begin(begun),
    onSubmit: (event: { preventDefault: () => void }) => {
      event.preventDefault();
      send(was);
    },
    /** Mine in place of theirs. */
    saveOver: () => {
      if (data?.status !== "stale") return;
      setWas(data.theirs);
      send(data.theirs);
    },
    /** Theirs, and mine is gone. */
    take: () => {
      if (data?.status !== "stale" || data.theirs === null) return;
      setWas(data.theirs);
      begin(data.theirs);
    },
  };
}

/** What the parts of the builder share. Until somebody tried to save, what is only missing is not called wrong. */
function useBuildingOf(
  { set, names: stored, me, mayChange }: RuleData,
  editing: Editing,
  tried: boolean,
  edit: Dispatch<Edit>,
): Building {
  const { t } = useTranslation("automation");
  const [names, setNames] = useState<Names>(stored);
  const voice = useVoice(names, me);
  const faults = useMemo(() => {
    const read = readRule(set.trigger, editing.rule);
    return "value" in read ? [] : read.faults;
  }, [editing.rule, set.trigger]);
  const texts = new Map<string, string>();
  for (const fault of faults) {
    const text = faultText(t, fault);
    const key = fault.path.join(".");
    if ((tried || text !== t("page.fault.missing")) && !texts.has(key)) texts.set(key, text);
  }
  return {
    edit,
    trigger: set.trigger,
    voice,
    remember: (list, options) =>
      setNames((before) => ({
        ...before,
        [list]: { ...before[list], ...Object.fromEntries(options.map(({ value, label }) => [value, label])) },
      })),
    errorAt: (path) => texts.get(path.join(".")),
    errorIn: (path) => {
      const key = path.join(".");
      return [...texts].find(([each]) => key === "" || each === key || each.startsWith(`${key}.`))?.[1];
    },
    disabled: !mayChange,
  };
}

/** The keyboard goes where the last change says, to what was added or along with what was moved; whoever could not save is led to what is wrong. */
function useFocus(editing: Editing, tries: number): void {
  useEffect(() => {
    if (editing.focus === null) return;
    const place = document.getElementById(placeId(editing.focus));
    place?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  }, [editing]);
  useEffect(() => {
    if (tries > 0) document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);
}
