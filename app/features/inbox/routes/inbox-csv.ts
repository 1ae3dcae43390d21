import type { LoaderFunctionArgs } from "@remix-run/node";
import { areasFor } from "../../../core/inbox.ts";
import { now } from "../../../platform/clock.server.ts";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { inboxCsv } from "../csv.server.ts";
import { readInboxFilter } from "../domain/filter.ts";
import { INBOX_TEXTS } from "../row-text.ts";

/** The filtered list as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", ({ shopId, name, userId, locale, may }) => {
    const filter = readInboxFilter(new URL(request.url).searchParams, areasFor(may));
    const t = textsFor(locale).getFixedT(locale, [...INBOX_TEXTS]);
    return Promise.resolve(
      csvResponse(inboxCsv(shopId, filter, { name: name || userId, who: userId }, now(), t), "inbox.csv"),
    );
  });
}
