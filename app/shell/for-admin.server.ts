import { Retryable, Terminal } from "../core/faults.ts";
import { PERMISSIONS, refusalOf, type Permission } from "../core/permissions.ts";
import { managersOf } from "../features/staff/public.server.ts";
import { actAs, allowedBy } from "../platform/acting.server.ts";
import { inShop } from "../platform/db/in-shop.server.ts";
import type { Refusal } from "./refusal.ts";
import { requireAdmin, type Admin } from "./require-admin.server.ts";

/**
 * Runs a loader or action for an admitted staff member who has the permission that it needs. Faults that the reader can do something about become
 * answers with a page of their own (shell/ui/page-error.tsx): 403 ask somebody, 503 try again, 409 open the app anew. Everything else is a bug:
 * logged, and shown as one.
 */
export async function forAdmin<T>(
  request: Request,
  permission: Permission,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  try {
    const admin = await requireAdmin(request);
    const person = { who: admin.userId, role: admin.role, permission, page: new URL(request.url).pathname };
    return await actAs(person, async () => {
      await need(admin, permission);
      return work(admin);
    });
  } catch (error) {
    if (error instanceof Retryable) throw new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    if (error instanceof Terminal) throw new Response(null, { status: 409 });
    throw error;
  }
}

/** Where one address takes several things: what this one of them needs. Throws the Response that says who can help. */
export async function need(admin: Admin, permission: Permission): Promise<void> {
  const why = refusalOf(admin, permission);
  if (why === null) {
    allowedBy(permission);
    return;
  }
  const refusal: Refusal = {
    why,
    scope: PERMISSIONS[permission].scope,
    role: admin.role,
    managers: await inShop(admin.shopId, managersOf),
  };
  throw Response.json(refusal, { status: 403, headers: { "X-Needed-Permission": permission } });
}
