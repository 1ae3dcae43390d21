import { NO_VIEW, SAVED, type SavedView } from "./view.ts";

/** Beside the filters, what says that somebody is already within the list. */
const WITHIN = [SAVED, "after", "before", "page"];

/**
 * What of a list is shown at an address: what the address says; at the list's bare address what the reader wants it to open with. `tidy`: the filters of an
 * address in the list's own spelling, nothing when there are none.
 */
export function shownAs(
  views: readonly SavedView[],
  given: URLSearchParams,
  tidy: (given: URLSearchParams) => Readonly<Record<string, string>>,
): URLSearchParams {
  const isBare = Object.keys(tidy(given)).length === 0 && WITHIN.every((name) => !given.has(name));
  const usual = views.find(({ isDefault }) => isDefault);
  if (!isBare || !usual) return given;
  return new URLSearchParams([...new URLSearchParams(usual.query), [SAVED, usual.viewId]]);
}

/**
 * What an address says beside filters so that a list stays what it is: the view it shows; at a list that opens with a view, that it is none.
 */
export function viewParameter(views: readonly SavedView[], view: string | null): Readonly<Record<string, string>> {
  if (views.some(({ viewId }) => viewId === view)) return { [SAVED]: view ?? "" };
  return views.some(({ isDefault }) => isDefault) ? { [SAVED]: NO_VIEW } : {};
}
