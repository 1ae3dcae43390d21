import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { may } from "../../../shell/permissions.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeBuffers, type ChangeOutcome } from "../change.server.ts";
import { readFilter, readPageKey } from "../domain/list-filter.ts";
import { buffersPage } from "../page.server.ts";
import { BuffersPage } from "../ui/buffers-page.tsx";

export const handle = { i18n: ["buffers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId, userScopes }) => {
    const { searchParams } = new URL(request.url);
    const filter = readFilter(searchParams);
    return {
      ...(await buffersPage(shopId, filter, readPageKey(searchParams, filter.sort), now())),
      mayChange: may(userScopes, "changeStock"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ChangeOutcome> {
  return forAdmin(request, async ({ shopId, userId, userScopes }) => {
    const texts = await readForm(request);
    const allowed = may(userScopes, "changeStock") && (texts["do"] !== "switchOn" || may(userScopes, "configure"));
    return allowed ? changeBuffers(shopId, texts, userId, now()) : { status: "forbidden" };
  });
}

export default function BuffersRoute() {
  return <BuffersPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
