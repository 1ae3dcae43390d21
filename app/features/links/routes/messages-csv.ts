import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId } from "../../../core/ids.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { messagesCsv } from "../csv.server.ts";
import { readMessageFilter } from "../domain/message-list.ts";

/** The filtered messages of a link as a file. It goes out while it is read, so that its length does not matter. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId, locale }) => {
    const filter = readMessageFilter(new URL(request.url).searchParams);
    const linkId = String(readId(params["linkId"]) ?? "0");
    return Promise.resolve(
      csvResponse(messagesCsv(shopId, linkId, filter, textsFor(locale).getFixedT(locale, "links")), "messages.csv"),
    );
  });
}
