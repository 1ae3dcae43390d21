import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { bulkFormSchema, chosenRows, draftBulkEdit } from "../bulk-edit.server.ts";
import { BulkPage, type BulkRefused } from "../ui/bulk-page.tsx";

export const handle = { i18n: ["stock-edits", "inventory"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const rows = await inShop(shopId, (tx) => chosenRows(tx, new URL(request.url).searchParams));
    return { rows: rows === "too_many" ? null : rows.length, mayChange: may("changeStock") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<BulkRefused | Response> {
  return forAdmin(request, "changeStock", async ({ shopId, userId, redirect }): Promise<BulkRefused | Response> => {
    const texts = await readForm(request);
    const form = bulkFormSchema.safeParse(texts);
    if (!form.success) return { status: "refused", code: "units" };
    const editId = await inShop(shopId, async (tx) => {
      const rows = await chosenRows(tx, new URLSearchParams(texts["rows"] ?? ""));
      return rows === "too_many" ? undefined : draftBulkEdit(tx, rows, form.data, userId, now());
    });
    return editId === undefined ? { status: "refused", code: "gone" } : redirect(`/app/inventory/edits/${editId}`);
  });
}

export default function BulkRoute() {
  return <BulkPage {...useLoaderData<typeof loader>()} refused={useActionData<BulkRefused>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
