import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type EditId } from "../../../core/ids.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { editCsv } from "../csv.server.ts";

/** The rows of an edit as a file. It goes out while it is read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId, locale }) => {
    const editId = readId<EditId>(params["editId"]);
    if (editId === undefined) throw new Response(null, { status: 404 });
    const texts = textsFor(locale);
    const csv = editCsv(shopId, editId, texts.getFixedT(locale, "stock-edits"), texts.getFixedT(locale, "inventory"));
    return Promise.resolve(csvResponse(csv, `edit-${editId}.csv`));
  });
}
