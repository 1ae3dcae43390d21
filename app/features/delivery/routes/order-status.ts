import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { answerOrderStatus } from "../answer-order-status.server.ts";

/** GET and OPTIONS: what the shopper's extensions ask. */
export const loader = ({ request }: LoaderFunctionArgs) => answerOrderStatus(request, now());

/** Everything else is refused in the same words, with the same headers. */
export const action = ({ request }: ActionFunctionArgs) => answerOrderStatus(request, now());
