import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readCodeFilter, SAYABLE, tidyCodeFilter } from "../domain/code-filter.ts";
import { sayCode } from "../say-code.server.ts";
import { carrierAccounts } from "../store.server.ts";
import { listUnknownCodes } from "../unknown-codes.server.ts";
import { CodesPage } from "../ui/codes-page.tsx";

export const handle = { i18n: ["carriers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, userId, may }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "codes", userId, request, tidyCodeFilter);
      const filter = readCodeFilter(address);
      return {
        filter,
        ...(await listUnknownCodes(tx, filter)),
        carriers: (await carrierAccounts(tx)).map(({ carrier, name }) => ({ code: carrier, name })),
        saved,
        mayChange: may("configure"),
      };
    }),
  );
}

const saySchema = z.object({
  carrier: z.string().min(1).max(40),
  code: z.string().min(1).max(200),
  // Empty: what was said is taken back.
  stage: z.enum(["", ...SAYABLE]),
});

export async function action({ request }: ActionFunctionArgs) {
  return forAdmin(request, "configure", async ({ shopId, userId }): Promise<{ status: "said" | "gone" }> => {
    const parsed = saySchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    const { carrier, code, stage } = parsed.data;
    const said = await sayCode(shopId, { carrier, code, stage: stage === "" ? null : stage }, userId, now());
    return { status: said ? "said" : "gone" };
  });
}

export default function CodesRoute() {
  return <CodesPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
