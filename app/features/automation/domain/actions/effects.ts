import { z } from "zod";
import type { EffectDirective, Recipient } from "../directives.ts";
import { action, firstWins, type Application } from "./action.ts";

/** Shopify's longest tag. */
const tag = z.strictObject({ tag: z.string().trim().min(1).max(40) });
const text = z.string().trim().max(500);
const staff = z.string().trim().min(1).max(64);

const recipientSchema: z.ZodType<Recipient> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("inbox") }),
  z.strictObject({ kind: z.literal("shopper") }),
  z.strictObject({ kind: z.literal("staff"), staff }),
  z.strictObject({ kind: z.literal("email"), email: z.email().max(254) }),
]);

const record = (effect: (application: Application) => EffectDirective) => (application: Application) => {
  application.draft.effects.push(effect(application));
  return "done" as const;
};

/** What is done besides, once the order is decided. */
export const EFFECT_ACTIONS = {
  addTag: action({
    params: tag,
    combine: "accumulates",
    part: "effect",
    writes: ["order.tags"],
    prepare: (params) => record(({ by }) => ({ do: "addTag", ...params, by })),
  }),
  removeTag: action({
    params: tag,
    combine: "accumulates",
    part: "effect",
    writes: ["order.tags"],
    prepare: (params) => record(({ by }) => ({ do: "removeTag", ...params, by })),
  }),
  addNote: action({
    params: z.strictObject({ text: text.min(1) }),
    combine: "accumulates",
    part: "effect",
    writes: ["order.hasNote"],
    prepare: (params) => record(({ by }) => ({ do: "addNote", ...params, by })),
  }),
  notify: action({
    params: z.strictObject({ to: recipientSchema, text }),
    combine: "accumulates",
    part: "effect",
    prepare: (params) => record(({ by }) => ({ do: "notify", ...params, by })),
  }),
  assign: action({
    params: z.strictObject({ staff }),
    combine: "firstWins",
    part: "effect",
    prepare:
      (params) =>
      ({ draft, by }) =>
        firstWins(draft, "assignee", { ...params, by }),
  }),
};
