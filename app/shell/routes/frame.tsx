import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useNavigation } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { useTranslation } from "react-i18next";
import { config } from "../../config.server.ts";
import { permissionsOf } from "../../core/permissions.ts";
import { shopProfile } from "../../features/shops/public.server.ts";
import { forAdmin } from "../for-admin.server.ts";
import { NavLinks } from "../ui/nav-links.tsx";
import { WholePageError } from "../ui/page-error.tsx";
import shellStyles from "../ui/shell.css?url";
import { UntakenNotice } from "../ui/untaken-notice.tsx";
import { useHref } from "../ui/use-href.ts";
import { useSearchKey } from "../ui/use-search-key.ts";
import { usePolarisTexts } from "../ui/use-polaris-texts.ts";

export const handle = { i18n: ["shell", "polaris", "help"] };

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: shellStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "enter", async (admin) => {
    const { currency, timezone } = await shopProfile(admin.shopId);
    return {
      apiKey: config.apiKey,
      appBridgeUrl: config.appBridgeUrl,
      shop: { domain: admin.domain, currency, timezone },
      permissions: permissionsOf(admin),
    };
  });
}

// The shop's name, currency and time zone do not change while somebody clicks: no need to ask again with every page. What the reader may do hardly does,
// and the pages ask themselves.
export const shouldRevalidate = () => false;

export default function Frame() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  const { t } = useTranslation("shell");
  const href = useHref();
  useSearchKey();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} __APP_BRIDGE_URL={appBridgeUrl} i18n={usePolarisTexts()}>
      <NavMenu>
        <Link to={href("/app")} rel="home">
          {t("nav.home")}
        </Link>
        <NavLinks />
      </NavMenu>
      {/* No Suspense boundary: the router navigates in a transition, so the page on screen stays until the next one has its texts. */}
      <main aria-busy={useNavigation().state === "loading"}>
        <UntakenNotice />
        <Outlet />
      </main>
    </AppProvider>
  );
}

export function ErrorBoundary() {
  return <FrameError />;
}

/** Without the frame's data there is no App Bridge and no navigation: the page alone. */
function FrameError() {
  return (
    <AppProvider isEmbeddedApp={false} apiKey="" i18n={usePolarisTexts()}>
      <WholePageError />
    </AppProvider>
  );
}

/** What a thrown Response of the library brings (retry with a fresh token, way out of the frame) must reach the browser. */
export const headers: HeadersFunction = ({ errorHeaders, loaderHeaders, parentHeaders }) =>
  errorHeaders ?? new Headers([...parentHeaders, ...loaderHeaders]);
