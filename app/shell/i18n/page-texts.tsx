import { useMatches } from "@remix-run/react";
import type { i18n, ResourceLanguage } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const ID = "page-texts";

/**
 * The texts of the pages on screen, inside the document: those that the matched routes name in `handle.i18n`, in one language. In the
 * browser the element stays as the server wrote it.
 */
export function PageTexts() {
  const { i18n } = useTranslation();
  const matches = useMatches();
  const [json] = useState(() =>
    typeof document === "undefined"
      ? inScript(
          textsOf(
            i18n,
            matches.flatMap(({ handle }) => namespacesIn(handle)),
          ),
        )
      : (document.getElementById(ID)?.textContent ?? ""),
  );
  return <script id={ID} type="application/json" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: json }} />;
}

/** What PageTexts wrote. Empty when the page was made without it (an error outside the app). */
export function readPageTexts(): ResourceLanguage {
  return JSON.parse(document.getElementById(ID)?.textContent || "{}") as ResourceLanguage;
}

function textsOf(i18n: i18n, namespaces: readonly string[]): ResourceLanguage {
  const entries = namespaces.map((name) => [name, i18n.getResourceBundle(i18n.language, name) as ResourceLanguage]);
  return Object.fromEntries(entries) as ResourceLanguage;
}

/** JSON that cannot end the script it stands in. */
function inScript(value: ResourceLanguage): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function namespacesIn(handle: unknown): string[] {
  if (typeof handle !== "object" || handle === null || !("i18n" in handle) || !Array.isArray(handle.i18n)) return [];
  return handle.i18n.filter((name): name is string => typeof name === "string");
}
