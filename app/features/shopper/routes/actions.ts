import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { answerShopper } from "../answer-shopper.server.ts";

/** GET and OPTIONS: what a signed-in shopper may do about their order. */
export const loader = ({ request }: LoaderFunctionArgs) => answerShopper(request, now());

/** POST: they do it. Everything else is refused in the same words, with the same headers. */
export const action = ({ request }: ActionFunctionArgs) => answerShopper(request, now());
