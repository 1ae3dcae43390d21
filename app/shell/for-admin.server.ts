import { Retryable, Terminal } from "../core/faults.ts";
import { requireAdmin, type Admin } from "./require-admin.server.ts";

/**
 * Runs a loader or action for an admitted staff member. Faults that the reader can do something about become answers with a page of their
 * own (shell/ui/page-error.tsx): 503 try again, 409 open the app anew. Everything else is a bug: logged, and shown as one.
 */
export async function forAdmin<T>(request: Request, work: (admin: Admin) => Promise<T>): Promise<T> {
  try {
    return await work(await requireAdmin(request));
  } catch (error) {
    if (error instanceof Retryable) throw new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    if (error instanceof Terminal) throw new Response(null, { status: 409 });
    throw error;
  }
}
