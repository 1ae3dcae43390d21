import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { LOCALES } from "../../../platform/i18n/locale.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import type { GridSaved } from "../domain/edit.ts";
import { FILE_COLUMNS, type ColumnNames } from "../domain/read-row.ts";
import { editsPage, readEditsQuery } from "../edit-page.server.ts";
import { gridEditSchema, saveGridEdit } from "../grid-edit.server.ts";
import { EditsPage } from "../ui/edits-page.tsx";
import { draftUpload, MOST_BYTES, type Uploaded } from "../upload.server.ts";

export const handle = { i18n: ["stock-edits", "inventory"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, userId, may }) => {
    const query = readEditsQuery(new URL(request.url).searchParams);
    const shown = await inShop(shopId, (tx) => editsPage(tx, query, userId));
    return { ...shown, mayChange: may("changeStock") };
  });
}

/** Takes the numbers typed in the list, as a form, and files. */
export async function action({ request }: ActionFunctionArgs): Promise<GridSaved | Uploaded | Response> {
  return forAdmin(
    request,
    "changeStock",
    async ({ shopId, userId, redirect }): Promise<GridSaved | Uploaded | Response> => {
      if (request.headers.get("content-type")?.startsWith("multipart/") === true) {
        const upload = await readUpload(request, MOST_BYTES);
        if (upload === "too_large") return { status: "refused", code: "too_large" };
        const { file } = upload;
        if (!file) return { status: "refused", code: "empty" };
        const uploaded = await inShop(shopId, (tx) => draftUpload(tx, file, columnNames(), userId, now()));
        return uploaded.status === "drafted" ? redirect(`/app/inventory/edits/${uploaded.editId}`) : uploaded;
      }
      const parsed = gridEditSchema.safeParse(await readForm(request));
      if (!parsed.success) throw new Response(null, { status: 400 });
      return inShop(shopId, (tx) => saveGridEdit(tx, parsed.data, userId, now()));
    },
  );
}

/** What the list's file calls its columns, in every language. */
function columnNames(): ColumnNames {
  const texts = LOCALES.map((locale) => textsFor(locale).getFixedT(locale, "inventory"));
  return Object.fromEntries(
    FILE_COLUMNS.map((column) => [column, texts.map((t) => t(`column.${column}`).toLowerCase())]),
  ) as Record<keyof ColumnNames, string[]>;
}

export default function EditsRoute() {
  return <EditsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
