import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCount } from "./use-count.ts";

const AGAIN_MS = 60_000;

/** What a page tells the window when its reader has looked at something. */
const READ = "entrega:inbox-read";
export const tellRead = (): void => {
  globalThis.window.dispatchEvent(new Event(READ));
};

/** The inbox's name in the navigation, with how much is new for the reader once that is known. A number that cannot be had is left out: nobody waits for it. */
export function InboxTitle() {
  const { t } = useTranslation("shell");
  const count = useCount();
  const [fresh, setFresh] = useState(0);
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await fetch("/app/inbox/count").catch(() => undefined);
      if (!answer?.ok) return;
      const said = (await answer.json()) as { readonly fresh: number };
      setFresh(said.fresh);
    };
    void ask();
    const again = () => void ask();
    const timer = globalThis.window.setInterval(again, AGAIN_MS);
    globalThis.window.addEventListener(READ, again);
    return () => {
      globalThis.window.clearInterval(timer);
      globalThis.window.removeEventListener(READ, again);
    };
  }, []);
  return fresh === 0 ? t("nav.inbox") : t("nav.inboxSome", { number: count(fresh) });
}
