import { fileResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readPrintRequest } from "../domain/print-request.ts";
import { print } from "../print.server.ts";

/** Paper as one file, for those who may ship. Each time it is asked for counts as printed. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "ship", async ({ shopId, userId: id, name, locale }) => {
    const wanted = readPrintRequest(new URL(request.url).searchParams);
    const t = textsFor(locale).getFixedT(locale, "packing");
    const file = wanted && (await print(shopId, wanted, { id, name, locale, t }, now()));
    if (!file) return new Response(null, { status: 404 });
    return fileResponse(file.bytes, file.contentType, `${wanted.what}.${wanted.as}`);
  });
}
