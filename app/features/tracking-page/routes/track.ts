import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { answerTracking } from "../answer-tracking.server.ts";

/** GET: the form, or the order of a signed link. */
export const loader = ({ request }: LoaderFunctionArgs) => answerTracking(request, now());

/** POST: the order with this name and e-mail. */
export const action = ({ request }: ActionFunctionArgs) => answerTracking(request, now());
