import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type EditId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { doEditAction, editActionSchema, type EditOutcome } from "../edit-actions.server.ts";
import { editPage, readLineQuery } from "../edit-page.server.ts";
import { EditPage } from "../ui/edit-page.tsx";

export const handle = { i18n: ["stock-edits", "inventory"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, userId, may }) => {
    const query = readLineQuery(new URL(request.url).searchParams);
    const shown = await inShop(shopId, (tx) => editPage(tx, editIdOf(params["editId"]), query, userId));
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayChange: may("changeStock") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<EditOutcome> {
  return forAdmin(request, "changeStock", async ({ shopId }): Promise<EditOutcome> => {
    const parsed = editActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return inShop(shopId, (tx) => doEditAction(tx, editIdOf(params["editId"]), parsed.data, now()));
  });
}

/** An address with something that cannot be an edit's number is a page that does not exist. */
function editIdOf(text: string | undefined): EditId {
  const editId = readId<EditId>(text);
  if (editId === undefined) throw new Response(null, { status: 404 });
  return editId;
}

export default function EditRoute() {
  return <EditPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
