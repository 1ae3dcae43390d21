/** Mutations of Shopify Flow. */
import { receiveTrigger } from "../../flow/flow.ts";
import { accepting, type Fields } from "../context.ts";
import { payload as answerWith } from "./payload.ts";

export const flowMutations: Fields<unknown> = {
  flowTriggerReceive: accepting<unknown, { handle?: string | null; payload?: unknown }>(
    ["handle", "payload"],
    (_root, { handle, payload }, { shop }) => answerWith(receiveTrigger(shop, handle ?? "", payload), () => ({})),
  ),
};
