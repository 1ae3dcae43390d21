import { EFFECTS } from "../../core/effects.ts";
import { FireFlowTriggerDocument } from "../../platform/admin-api/operations.ts";
import type { EffectHandler } from "../intents/public.server.ts";

const { share } = EFFECTS["flow.trigger"];

/**
 * flowTriggerReceive. It has no key and nobody can be asked whether it came: a workflow that starts twice may write to a shopper twice, so a lost answer is for a
 * person (docs/decisions/0027).
 */
export const sendTrigger: EffectHandler<"flow.trigger"> = {
  kind: "flow.trigger",

  async act({ admin }, { input: { trigger, payload } }) {
    const { flowTriggerReceive } = await admin.request(
      FireFlowTriggerDocument,
      { handle: trigger, payload },
      { share },
    );
    const errors = flowTriggerReceive?.userErrors ?? [];
    if (errors.length === 0) return { status: "done", outcome: {} };
    return { status: "refused", codes: errors.map(({ field }) => (field ?? ["base"]).join(".")) };
  },

  lookUp: () => Promise.resolve({ status: "cannotTell" }),
  settled: () => Promise.resolve(),
  refused: () => Promise.resolve(),
};
