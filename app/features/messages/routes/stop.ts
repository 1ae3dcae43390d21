import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { answerStop, showStop } from "../stop-page.server.ts";

/** GET shows what would happen and changes nothing: programs that look at links open them. */
export const loader = ({ params }: LoaderFunctionArgs) => showStop(params["token"]);

/** POST stops the messages, or lets them come again. Mail programs post `List-Unsubscribe=One-Click` (RFC 8058). */
export async function action({ request, params }: ActionFunctionArgs) {
  const { again } = await readForm(request);
  return answerStop(params["token"], again === "yes" ? "again" : "stop", now());
}
