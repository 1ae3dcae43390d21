import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { parseLocale } from "./platform/i18n/locale.ts";
import { loadTexts } from "./shell/i18n/texts.client.ts";

// The texts of the pages on screen are loaded before hydration, so that the first client render equals the server's.
const i18n = await loadTexts(parseLocale(document.documentElement.lang));

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
