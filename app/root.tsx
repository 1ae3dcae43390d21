import type { MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { PageTexts } from "./shell/i18n/page-texts.tsx";
import { OutsidePage } from "./shell/ui/outside-page.tsx";

export const handle = { i18n: ["shell"] };

export const meta: MetaFunction = () => [{ title: "Entrega" }];

export function Layout({ children }: { readonly children: React.ReactNode }) {
  const { i18n } = useTranslation("shell");
  return (
    <html lang={i18n.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <PageTexts />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

/** From `data-live` on the page is heard: what is typed before React has taken it over is lost. Tests wait for it (tests/e2e/walk.ts). */
export default function Root() {
  useEffect(() => {
    document.documentElement.dataset["live"] = "";
  }, []);
  return <Outlet />;
}

/** Outside the admin frame there is nothing to try again: say where Entrega is opened. */
export function ErrorBoundary() {
  return <OutsidePage reason="failed" />;
}
