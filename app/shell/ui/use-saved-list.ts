import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { SAVED, viewParameter } from "../../features/views/domain/public.ts";
import type { SavedOfList, SavedView } from "../../features/views/domain/view.ts";
import type { ViewAction, ViewOutcome } from "../../features/views/public.server.ts";
import type { SavedViews } from "./list-view.tsx";
import { useHref } from "./use-href.ts";
import { useListAddress } from "./use-list-address.ts";
import { useMay } from "./use-may.ts";

type Parameters = Readonly<Record<string, string>>;

interface SavedList {
  /** What the loader got from `savedList`. */
  readonly saved: SavedOfList;
  /** The page's path. */
  readonly path: string;
  /** What the list shows now, as parameters in its own spelling. */
  readonly state: Parameters;
  readonly tidy: (given: URLSearchParams) => Parameters;
  /** The parameter of the list's own tabs. */
  readonly tab: string;
  readonly partOfPage?: boolean;
}

const spelled = (parameters: Parameters) => new URLSearchParams(parameters).toString();

/** A list whose state is its address (use-list-address.ts), with views that people save of it. */
export function useSavedList({ saved, path, state, tidy, tab, partOfPage = false }: SavedList) {
  const { views, view } = saved;
  const leave = viewParameter(views, null);
  const address = useListAddress({
    path,
    partOfPage,
    state: { ...state, ...viewParameter(views, view) },
    tidy: (given) => ({ ...tidy(given), ...viewParameter(views, given.get(SAVED)) }),
  });
  const isSaved = views.some(({ viewId }) => viewId === view);
  return {
    ...address,
    saved: useSavedViews({ saved, state, tidy, go: address.go }),
    /** The list's own tabs leave the saved view, with all it shows. */
    change: (changed: Parameters) => {
      if (isSaved && tab in changed) address.go({ ...tidy(new URLSearchParams(changed)), ...leave });
      else address.change(changed);
    },
  };
}

interface Showing extends Pick<SavedList, "saved" | "state" | "tidy"> {
  readonly go: (parameters: Parameters, replace?: boolean) => void;
}

function useSavedViews({ saved: { list, views, view }, state, tidy, go }: Showing): SavedViews {
  const { t } = useTranslation("shell");
  const { data: outcome, submit } = useFetcher<ViewOutcome>();
  const bridge = useAppBridge();
  const href = useHref();
  const mayShare = useMay()("configure");
  const selected = views.find(({ viewId }) => viewId === view);
  const query = spelled(state);
  const open = ({ viewId, query: saved }: SavedView) =>
    go({ ...Object.fromEntries(new URLSearchParams(saved)), [SAVED]: viewId });

  // What came back from saving under a new name is opened, once.
  const seen = useRef(outcome);
  useEffect(() => {
    if (!outcome || outcome === seen.current) return;
    seen.current = outcome;
    if (outcome.status === "refused") bridge.toast.show(t(`views.refused.${outcome.code}`), { isError: true });
    else if (outcome.viewId === null) go(viewParameter(views, null), true);
    else if (outcome.viewId !== view) go({ ...state, [SAVED]: outcome.viewId }, true);
  });

  // The tabs close their menu on true; what was refused is told by a toast.
  const act = (values: ViewAction): Promise<boolean> => {
    submit({ ...values }, { method: "post", action: href("/app/views") });
    return Promise.resolve(true);
  };
  const turn = (action: "shareView" | "defaultView", viewId: string) => (on: boolean) =>
    void act({ action, list, viewId, on: on ? "true" : "false" });
  return {
    views: views.map(({ viewId, name, shared }) => ({ id: viewId, name, mayChange: !shared || mayShare })),
    selected: selected?.viewId ?? null,
    changed: selected !== undefined && spelled(tidy(new URLSearchParams(selected.query))) !== query,
    onOpen: (id) => {
      const chosen = views.find(({ viewId }) => viewId === id);
      if (chosen) open(chosen);
    },
    onSaveAs: (name) => act({ action: "saveView", list, name, query }),
    onSave: (viewId) => act({ action: "changeView", list, viewId, query }),
    onRename: (viewId, name) => act({ action: "renameView", list, viewId, name }),
    onDelete: (viewId) => act({ action: "deleteView", list, viewId }),
    options: selected
      ? [
          { name: "isDefault", on: selected.isDefault, turn: turn("defaultView", selected.viewId) },
          ...(mayShare
            ? [{ name: "shared" as const, on: selected.shared, turn: turn("shareView", selected.viewId) }]
            : []),
        ]
      : [],
  };
}
