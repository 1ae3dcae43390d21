/**
 * Plays Shopify Flow: keeps the triggers the app sends, refuses payloads that its extension does not describe, and runs workflows' actions as Flow does: signed, sent
 * again with the same run while the answer is 202 or the app is away. https://shopify.dev/docs/apps/build/flow
 */
import { createHmac } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import { done, refused, type Outcome } from "../state/outcome.ts";

const REFERENCES: Readonly<Record<string, string>> = {
  order_reference: "order_id",
  product_reference: "product_id",
  customer_reference: "customer_id",
};
/** Shopify's own CLI allows letters and spaces in the key of a trigger's field. */
const field = z
  .strictObject({
    type: z.string(),
    key: z
      .string()
      .regex(/^[a-zA-Z\s]*$/)
      .optional(),
    name: z.string().optional(),
    description: z.string().optional(),
    required: z.boolean().optional(),
  })
  .transform(({ type, key }) => ({ key: REFERENCES[type] ?? key ?? "", isNumber: type.startsWith("number_") }));
const manifest = z.object({
  extensions: z
    .array(
      z.object({
        handle: z
          .string()
          .max(30)
          .regex(/^[a-z0-9-]+$/),
        type: z.string(),
        runtime_url: z.string().startsWith("/").optional(),
        url: z.string().startsWith("/").optional(),
      }),
    )
    .length(1),
  settings: z.object({ fields: z.array(field).default([]) }).default({ fields: [] }),
});

export interface FlowExtension {
  readonly handle: string;
  readonly type: string;
  readonly fields: readonly { readonly key: string; readonly isNumber: boolean }[];
  /** Of an action and of the lifecycle callback. */
  readonly url: string;
}

/** The extensions of Flow in the folder of extensions. Throws on a manifest it cannot read. */
export function readFlowExtensions(folder = "extensions"): FlowExtension[] {
  return globSync(`${folder}/flow-*/shopify.extension.toml`)
    .sort()
    .flatMap((file) => {
      const { extensions, settings } = manifest.parse(parse(readFileSync(file, "utf8")));
      return extensions.map(({ handle, type, runtime_url, url }) => ({
        ...{ handle, type, fields: settings.fields, url: runtime_url ?? url ?? "" },
      }));
    });
}

const LARGEST_BYTES = 50_000;

/** flowTriggerReceive: the payload has just the fields of the trigger, and all of them. */
export function receiveTrigger(shop: Shop, handle: string, payload: unknown): Outcome<null> {
  const trigger = readFlowExtensions().find((each) => each.type === "flow_trigger" && each.handle === handle);
  if (trigger === undefined) return refused(["handle"], "There is no trigger with this handle");
  if (typeof payload !== "object" || payload === null) return refused(["payload"], "The payload is not an object");
  if (JSON.stringify(payload).length > LARGEST_BYTES) return refused(["payload"], "The payload is too large");
  const given = new Map(Object.entries(payload));
  const fits =
    given.size === trigger.fields.length &&
    trigger.fields.every(({ key, isNumber }) => given.has(key) && (!isNumber || typeof given.get(key) === "number"));
  if (!fits) return refused(["payload"], "The payload does not fit the trigger's fields");
  const has = (name: string, things: ReadonlyMap<string, unknown>) =>
    !given.has(name) || things.has(String(given.get(name)));
  if (!has("order_id", shop.orders) || !has("product_id", shop.products))
    return refused(["payload"], "The payload names what the shop does not have");
  shop.flowTriggers.push({ handle, payload: { ...payload } });
  return done(null);
}

export interface FlowAnswered {
  readonly status: number;
  readonly message: string;
}

/** A workflow's action, once. `runId`: the same for each time Flow asks again. `secret`: signed with another one. */
export async function askAction(
  world: World,
  shop: Pick<Shop, "domain">,
  asked: { readonly handle: string; readonly runId: string; readonly properties: Readonly<Record<string, unknown>> },
  { secret = world.app.apiSecret }: { readonly secret?: string | null } = {},
): Promise<FlowAnswered> {
  const url = readFlowExtensions().find(({ handle }) => handle === asked.handle)?.url ?? "/flow/action";
  const body = {
    shop_id: "1",
    shopify_domain: shop.domain,
    action_run_id: asked.runId,
    action_definition_id: asked.handle,
    handle: asked.handle,
    step_reference: "step-1",
    properties: asked.properties,
  };
  return post(`${world.app.url}${url}`, body, secret);
}

/** A merchant enables or ends the workflows that begin with this trigger. */
export async function tellUse(
  world: World,
  shop: Pick<Shop, "domain">,
  trigger: string,
  inUse: boolean,
  at: Date = world.clock.now(),
): Promise<FlowAnswered> {
  const url = readFlowExtensions().find(({ type }) => type === "flow_trigger_lifecycle_callback")?.url ?? "";
  const body = {
    flow_trigger_definition_id: trigger,
    has_enabled_flow: inUse,
    shop_id: 1,
    shopify_domain: shop.domain,
    timestamp: at.toISOString(),
  };
  return post(`${world.app.url}${url}`, body, world.app.apiSecret);
}

async function post(url: string, body: unknown, secret: string | null): Promise<FlowAnswered> {
  const text = JSON.stringify(body);
  const signature = secret === null ? null : createHmac("sha256", secret).update(text).digest("base64");
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(signature !== null && { "x-shopify-hmac-sha256": signature }),
    },
    body: text,
  });
  const said = z.object({ message: z.string() }).safeParse(await answer.json().catch(() => null));
  return { status: answer.status, message: said.data?.message ?? "" };
}
