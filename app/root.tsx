import type { MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "@remix-run/react";
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

export default function Root() {
  return <Outlet />;
}

/** Outside the admin frame there is nothing to try again: say where Entrega is opened. */
export function ErrorBoundary() {
  return <OutsidePage reason="failed" />;
}
