import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { saveFeed, type Saved } from "../feed-form.server.ts";
import { activeLocations } from "../feed-page.server.ts";
import { FeedForm } from "../ui/feed-form.tsx";

export const handle = { i18n: ["feeds"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => ({
    locations: await inShop(shopId, activeLocations),
    mayChange: may("changeStock"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<Saved | Response> {
  return forAdmin(request, "changeStock", async ({ shopId, redirect }) => {
    const texts = await readForm(request);
    const saved = await inShop(shopId, (tx) => saveFeed(tx, null, texts, now()));
    return saved.status === "saved" ? redirect(`/app/inventory/feeds/${saved.feedId}`) : saved;
  });
}

export default function NewFeedRoute() {
  const { t } = useTranslation("feeds");
  const { locations, mayChange } = useLoaderData<typeof loader>();
  const saved = useActionData<Saved>();
  return (
    <Page title={t("new")} back={{ label: t("title"), to: "/app/inventory/feeds" }}>
      <FeedForm
        feed={null}
        locations={locations}
        wrong={saved?.status === "invalid" ? saved.fields : []}
        mayChange={mayChange}
      />
    </Page>
  );
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
