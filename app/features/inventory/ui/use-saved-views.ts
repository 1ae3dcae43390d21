import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SavedViews } from "../../../shell/ui/list-view.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import type { action } from "../routes/views.ts";
import type { SavedView, ViewAction } from "../views.server.ts";

interface Showing {
  readonly views: readonly SavedView[];
  readonly view: string | null;
  /** The list as it is shown, in the spelling of views. */
  readonly query: string;
  readonly go: (parameters: Record<string, string>, replace: boolean) => void;
}

/** The saved views of the list, and what can be done with them. */
export function useSavedViews({ views, view, query, go }: Showing): SavedViews {
  const { t } = useTranslation("inventory");
  const { data: outcome, submit } = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const href = useHref();
  const selected = views.find(({ viewId }) => viewId === view);
  const open = ({ viewId, query: saved }: SavedView) =>
    go({ ...Object.fromEntries(new URLSearchParams(saved)), view: viewId }, false);

  // What came back from saving under a new name is opened, once.
  const seen = useRef(outcome);
  useEffect(() => {
    if (outcome === undefined || outcome === seen.current) return;
    seen.current = outcome;
    if (outcome.status === "refused") bridge.toast.show(t(`viewRefused.${outcome.code}`), { isError: true });
    else if (outcome.view === null) go({}, true);
    else if (outcome.view.viewId !== view) open(outcome.view);
  });

  // The tabs close their menu on true; what was refused is told by a toast.
  const act = (values: ViewAction): Promise<boolean> => {
    submit(values, { method: "post", action: href("/app/inventory/views") });
    return Promise.resolve(true);
  };
  return {
    views: views.map(({ viewId, name }) => ({ id: viewId, name })),
    selected: selected?.viewId ?? null,
    changed: selected !== undefined && selected.query !== query,
    onOpen: (id) => {
      const chosen = views.find(({ viewId }) => viewId === id);
      if (chosen) open(chosen);
    },
    onSaveAs: (name) => act({ action: "saveView", name, query }),
    onSave: (viewId) => act({ action: "changeView", viewId, query }),
    onRename: (viewId, name) => act({ action: "renameView", viewId, name }),
    onDelete: (viewId) => act({ action: "deleteView", viewId }),
  };
}
