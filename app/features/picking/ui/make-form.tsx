import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldGrid, InputField, SelectField } from "../../../shell/ui/fields.tsx";
import { PICK_MODES, type PickMode } from "../domain/batch.ts";
import type { MadeWaves } from "../make-batches.server.ts";

interface Making {
  readonly busy: boolean;
  readonly mode: PickMode;
  readonly assignee: string;
  readonly setMode: (mode: string) => void;
  readonly setAssignee: (text: string) => void;
  /** Makes batches: each a list of fulfillment orders. */
  readonly make: (waves: readonly (readonly string[])[]) => void;
}

/** Makes batches on the page's own action, and says what came of it. `whenMade`: with the batch, when it is only one. */
export function useMaking(whenMade: (batchId: string | null) => void): Making {
  const { t } = useTranslation("picking");
  const bridge = useAppBridge();
  const fetcher = useFetcher<MadeWaves>();
  const [mode, setMode] = useState<PickMode>("cluster");
  const [assignee, setAssignee] = useState("");
  const { data } = fetcher;
  const made = useRef(whenMade);
  useEffect(() => {
    made.current = whenMade;
  });
  useEffect(() => {
    if (!data) return;
    if (data.status !== "made") {
      bridge.toast.show(t(`make.${data.status}`), { isError: true });
      return;
    }
    const { orders, left, batchIds } = data;
    const said = t("make.made", { count: orders });
    bridge.toast.show(left === 0 ? said : `${said} ${t("make.left", { count: left })}`);
    made.current(batchIds.length === 1 ? (batchIds[0] ?? null) : null);
  }, [data, bridge, t]);
  return {
    busy: fetcher.state !== "idle",
    mode,
    assignee,
    setMode: (chosen) => setMode(PICK_MODES.find((each) => each === chosen) ?? "cluster"),
    setAssignee,
    make: (waves) => {
      fetcher.submit({ waves: waves.map((ids) => ids.join(" ")).join("|"), mode, assignee }, { method: "post" });
    },
  };
}

/** How a batch is picked, and by whom. */
export function MakeFields({ mode, assignee, setMode, setAssignee }: Making) {
  const { t } = useTranslation("picking");
  return (
    <FieldGrid>
      <SelectField
        name="mode"
        label={t("make.mode")}
        value={mode}
        choices={PICK_MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
        help={t(`make.help.${mode}`)}
        onChange={setMode}
      />
      <InputField
        name="assignee"
        label={t("make.assignee")}
        value={assignee}
        help={t("make.assigneeHelp")}
        onChange={setAssignee}
      />
    </FieldGrid>
  );
}
