import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeStaff, staffActionSchema, type StaffOutcome } from "../change.server.ts";
import { readStaffFilter } from "../domain/list.ts";
import { staffPage } from "../page.server.ts";
import { StaffPage } from "../ui/staff-page.tsx";

export const handle = { i18n: ["staff"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "manageStaff", async ({ shopId, userId }) => {
    const filter = readStaffFilter(new URL(request.url).searchParams);
    return { ...(await staffPage(shopId, filter)), filter, me: userId };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<StaffOutcome> {
  return forAdmin(request, "manageStaff", async ({ shopId, userId }) => {
    const parsed = staffActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return changeStaff(shopId, parsed.data, userId, now());
  });
}

export default function StaffRoute() {
  return <StaffPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
