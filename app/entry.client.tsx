import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { parseLocale } from "./platform/i18n/locale.ts";
import { readPageTexts } from "./shell/i18n/page-texts.tsx";
import { startTexts } from "./shell/i18n/texts.client.ts";
import { keepingTyped, tellUntaken } from "./shell/ui/untaken.ts";

window.fetch = keepingTyped(window.fetch, tellUntaken);

const i18n = await startTexts(parseLocale(document.documentElement.lang), readPageTexts());

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  );
});
