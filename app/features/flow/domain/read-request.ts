import { z } from "zod";
import { readId, type OrderId } from "../../../core/ids.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { triggerOf, type Trigger } from "./triggers.ts";

/** One action of one run of a workflow. Flow sends it again, with the same `runId`, until it has an answer other than "wait". */
export interface ActionAsked {
  readonly domain: string;
  readonly runId: string;
  readonly action: Action;
  readonly orderId: OrderId;
  /** In the merchant's words; empty: none. Of `tag-delivery-risk` the beginning of the tags. */
  readonly text: string;
}

const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const domain = z.string().toLowerCase().regex(DOMAIN);
const MOST_TEXT = 255;
/** Shopify's limit of a tag, less the longest kind of risk and what stands between. */
const MOST_PREFIX = 24;
const USUAL_PREFIX = "risk";

const actionSchema = z.object({
  shopify_domain: domain,
  action_run_id: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w-]+$/),
  // An older Flow names the action by this alone.
  action_definition_id: z.string().optional(),
  handle: z.string().optional(),
  properties: z.record(z.string(), z.unknown()),
});

export type ReadAction =
  | { readonly status: "read"; readonly asked: ActionAsked }
  | { readonly status: "malformed" | "unknownAction" | "noOrder" };

/** The signed body of an action. The address is not signed, so what is asked, and of which shop, is only what the body says. */
export function readAction(body: unknown): ReadAction {
  const parsed = actionSchema.safeParse(body);
  if (!parsed.success) return { status: "malformed" };
  const { shopify_domain, action_run_id, action_definition_id, handle, properties } = parsed.data;
  const action = ACTIONS.find((each) => each === (handle ?? action_definition_id));
  if (action === undefined) return { status: "unknownAction" };
  const orderId = orderOf(properties["order_id"]);
  if (orderId === undefined) return { status: "noOrder" };
  const text = action === "tag-delivery-risk" ? prefixOf(properties["prefix"]) : textOf(properties["note"], MOST_TEXT);
  return { status: "read", asked: { domain: shopify_domain, runId: action_run_id, action, orderId, text } };
}

/** A number, its digits, or Shopify's global id. */
function orderOf(value: unknown): OrderId | undefined {
  const text = typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
  return readId<OrderId>(text.replace(/^gid:\/\/shopify\/Order\//, ""));
}

const textOf = (value: unknown, most: number): string =>
  (typeof value === "string" ? value : "").replaceAll("\0", " ").trim().slice(0, most);

/** A comma would make two tags of it. */
const prefixOf = (value: unknown): string => textOf(value, MOST_PREFIX).replaceAll(",", " ") || USUAL_PREFIX;

const lifecycleSchema = z.object({
  shopify_domain: domain,
  flow_trigger_definition_id: z.string(),
  has_enabled_flow: z.boolean(),
  timestamp: z.iso.datetime({ offset: true }),
});

/** Whether a shop has an enabled workflow that begins with one of our triggers. */
export interface UseTold {
  readonly domain: string;
  /** Undefined: a trigger of a newer or older version of us. */
  readonly trigger: Trigger | undefined;
  readonly inUse: boolean;
  /** What is told later counts. */
  readonly at: Date;
}

/** The signed body by which Flow tells who uses a trigger; undefined when it cannot be read. */
export function readUse(body: unknown): UseTold | undefined {
  const parsed = lifecycleSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { shopify_domain, flow_trigger_definition_id, has_enabled_flow, timestamp } = parsed.data;
  return {
    domain: shopify_domain,
    trigger: triggerOf(flow_trigger_definition_id),
    inUse: has_enabled_flow,
    at: new Date(timestamp),
  };
}
