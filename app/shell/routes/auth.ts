import type { LoaderFunctionArgs } from "@remix-run/node";
import { framed } from "../../platform/framing.server.ts";
import { requireAdmin } from "../require-admin.server.ts";

/** The library's own pages: the bounce page that fetches a session token, and the way out of the frame. It answers by throwing. */
export async function loader({ request }: LoaderFunctionArgs) {
  try {
    await requireAdmin(request);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    const headers = framed(new Headers(thrown.headers));
    throw new Response(thrown.body, { status: thrown.status, statusText: thrown.statusText, headers });
  }
}
