import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { Faults } from "../domain/form-reader.ts";
import { SECTION_NAMES, type Section } from "../domain/sections.ts";
import type { LocationTexts } from "../domain/settings-form.ts";
import type { action } from "../routes/location.tsx";
import type { LocationData } from "./location-data.ts";
import { useWords } from "./words.ts";

/** What is typed on a location's page, over what is stored. */
export interface Draft {
  readonly texts: LocationTexts;
  readonly disabled: boolean;
  readonly change: (change: Partial<LocationTexts>) => void;
  /** What is wrong with the field of this path. */
  readonly error: (path: string) => string | undefined;
}

const NOTHING_WRONG: Faults = {};

/** Where on the page the field of a path is. */
function sectionOf(path: string): Section | undefined {
  const [field = ""] = path.split(".", 1);
  if (["zone", "tags", "closures", "extra"].includes(field)) return "hours";
  if (["cost", "acceptMinutes", "takeBackMinutes"].includes(field)) return "handling";
  return SECTION_NAMES.find((section) => section === field);
}

/** Keeps what is typed until it is saved or discarded, and asks the server for its opinion. */
export function useDraft({ texts: stored, mayChange }: Pick<LocationData, "texts" | "mayChange">) {
  const { t } = useTranslation("locations");
  const { fault } = useWords();
  const { data, state, submit } = useToldFetcher<typeof action>(({ status }) => {
    if (status === "gone") return { failed: t("gone") };
    return status === "saved" && t("saved");
  });
  const [typed, setTyped] = useState<LocationTexts | null>(null);
  const [saves, setSaves] = useState(0);
  const texts = typed ?? stored;
  const dirty = typed !== null && JSON.stringify(typed) !== JSON.stringify(stored);

  // An answer is taken once, while rendering: what was saved is no longer a change of ours.
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "saved") {
      setTyped(null);
      setSaves(saves + 1);
    }
  }

  const faults = data?.status === "invalid" && dirty ? data.faults : NOTHING_WRONG;
  const draft: Draft = {
    texts,
    disabled: !mayChange,
    change: (change) => setTyped({ ...texts, ...change }),
    error: (path) => fault(faults[path]),
  };
  const paths = Object.keys(faults);
  return {
    draft,
    dirty,
    answer: data,
    /** The parts of the page with a field that is wrong. */
    wrong: SECTION_NAMES.filter((section) => paths.some((path) => sectionOf(path) === section)),
    busy: state !== "idle",
    /** How often it was saved. */
    saves,
    ask: (what: "save" | "preview", more: Readonly<Record<string, string>> = {}) =>
      submit({ ...more, do: what, settings: JSON.stringify(texts) }, { method: "post" }),
    discard: () => setTyped(null),
  };
}
