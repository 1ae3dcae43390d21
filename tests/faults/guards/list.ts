/**
 * The guards between one shop and another, and between us and strangers: where each stands, how it is taken away, and a probe that is refused
 * while it stands and gets through when it is gone. `testedBy` is the test that fails then.
 */
import { createHmac } from "node:crypto";
import { parse } from "graphql";
import { shopperToken, staffToken } from "../isolation/tokens.ts";
import type { Cut } from "./without.ts";

/** A shop, one of its orders with its customer and key, and another shop; in a database of their own. */
export interface Scene {
  readonly domain: string;
  readonly shopId: string;
  readonly otherId: string;
  readonly orderId: string;
  readonly customerId: string;
}

/** A module of the app, with or without the guard. */
export type Load = <T>(path: string) => Promise<T>;

export interface Guard {
  readonly name: string;
  readonly cuts: readonly Cut[];
  /** Whether the probe got through. */
  readonly through: (load: Load, scene: Scene) => Promise<boolean>;
  /** "file: title" of the test that fails without the guard. */
  readonly testedBy: string;
}

const BODY = '{"id":1}';
const SECRET = process.env["SHOPIFY_API_SECRET"] ?? "";
const signed = (body: string) => createHmac("sha256", SECRET).update(body).digest("base64");

const HOSTILE = "tests/faults/hostile/hostile.test.ts";
const ISOLATION = "tests/faults/isolation/isolation.test.ts";
const LANES = "tests/integration/bets-lanes.test.ts";

const VERIFY = "app/features/intake/verify.server.ts";
interface Verify {
  readonly isSigned: (body: Uint8Array, signature: string | undefined, secrets: readonly string[]) => boolean;
}

const SHOPPER = "app/features/delivery/session-token.server.ts";
interface Shopper {
  readonly readShopperToken: (authorization: string | null) => Promise<unknown>;
}

const STATUS = "app/features/delivery/order-status.server.ts";
const ANSWER = "app/features/delivery/answer-order-status.server.ts";
interface Answering {
  readonly answerOrderStatus: (request: Request, now: Date) => Promise<Response>;
}
async function statusFor(load: Load, { orderId }: Scene, token: string, key?: string): Promise<number> {
  const { answerOrderStatus } = await load<Answering>(ANSWER);
  const headers = { authorization: `Bearer ${token}`, ...(key !== undefined && { "x-order-key": key }) };
  return (
    await answerOrderStatus(
      new Request(`https://app.example/api/order-status?order=${orderId}`, { headers }),
      new Date(),
    )
  ).status;
}

const ADMIN = "app/shell/require-admin.server.ts";
interface Admitting {
  readonly requireAdmin: (request: Request) => Promise<unknown>;
}
/** Shopify is away: who is let in by us gets stuck there, and not with 401. */
async function admitted(load: Load, token: string): Promise<boolean> {
  const { requireAdmin } = await load<Admitting>(ADMIN);
  const headers = { authorization: `Bearer ${token}`, "user-agent": "" };
  const outcome = await requireAdmin(new Request("https://app.example/app", { headers })).catch(
    (thrown: unknown) => thrown,
  );
  return !(outcome instanceof Response && outcome.status === 401);
}

const PERMISSIONS = "app/core/permissions.ts";
interface Permissions {
  readonly refusalOf: (
    who: { readonly userScopes: ReadonlySet<string>; readonly role: string },
    permission: string,
  ) => string | null;
}
/** Why somebody with these scopes and this role may not; null: they may. */
async function refused(load: Load, scopes: readonly string[], role: string, permission = "ship") {
  return (await load<Permissions>(PERMISSIONS)).refusalOf({ userScopes: new Set(scopes), role }, permission);
}

const IN_SHOP = "app/platform/db/in-shop.server.ts";
interface InShop {
  readonly inShop: <T>(shopId: string, work: (tx: unknown) => Promise<T>) => Promise<T>;
  readonly assertNoTransaction: (what: string) => void;
}

const LANE = "app/platform/lanes.server.ts";
interface Lease {
  readonly shopId: string;
  readonly lane: string;
  readonly fence: string;
}
interface Lanes {
  readonly claimLane: (shopId: string, lane: string) => Promise<Lease | undefined>;
  readonly keepLease: (lease: Lease) => Promise<void>;
  readonly assertLease: (tx: unknown, lease: Lease) => Promise<void>;
  readonly finishLane: (lease: Lease, nextInMs?: number) => Promise<void>;
}
/** The lease of a worker that only looked dead: the lane was taken over since. */
const overtaken = (lease: Lease): Lease => ({ ...lease, fence: String(BigInt(lease.fence) - 1n) });
async function leaseOf(load: Load, { shopId }: Scene): Promise<{ lanes: Lanes; lease: Lease }> {
  const lanes = await load<Lanes>(LANE);
  const { sqlPool } = await load<{
    sqlPool: { readonly query: (sql: string, values: readonly unknown[]) => Promise<unknown> };
  }>("app/platform/db/pool.server.ts");
  await sqlPool.query("delete from shop_lane where shop_id = $1", [shopId]);
  const lease = await lanes.claimLane(shopId, "effects");
  if (!lease) throw new Error("the lane is somebody else's");
  return { lanes, lease };
}
const FENCE =
  "where shop_id = $1 and lane = $2 and fence = $3 and lease_until > now()`,\n    [shopId, LANES[lane], fence],";

const FENCE_OF_END = FENCE.replace("fence],", "fence, nextInMs ?? null],");

const resolves = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

export const GUARDS: readonly Guard[] = [
  {
    name: "a webhook is signed",
    cuts: [
      {
        file: VERIFY,
        from: 'return secrets.some((secret) => isSameText(hmac(secret), signature ?? ""));',
        to: "return true;",
      },
    ],
    through: async (load) => (await load<Verify>(VERIFY)).isSigned(Buffer.from(BODY), signed("x"), [SECRET]),
    testedBy: `${HOSTILE}: that are forged are refused with 401`,
  },
  {
    name: "a signature is one, as Shopify writes it",
    cuts: [
      {
        file: VERIFY,
        from: 'isSameText(hmac(secret), signature ?? "")',
        to: 'isSameText(hmac(secret), Buffer.from(signature ?? "", "base64").toString("base64"))',
      },
    ],
    through: async (load) => (await load<Verify>(VERIFY)).isSigned(Buffer.from(BODY), `${signed(BODY)}, x`, [SECRET]),
    testedBy: `${HOSTILE}: that are forged are refused with 401`,
  },
  {
    name: "a privacy request names the shop of its header",
    cuts: [
      {
        file: "app/features/intake/compliance.server.ts",
        from: "if (shopNamedIn(body) !== domain)",
        to: 'if (shopNamedIn(body) === "")',
      },
    ],
    through: async (load, { domain }) => {
      const { createApp } = await load<{ readonly createApp: () => import("express").Express }>("app/web.server.ts");
      const server = createApp().listen(0);
      const address = server.address();
      const body = '{"shop_domain":"another.myshopify.com","customer":{"id":1}}';
      const response = await fetch(
        `http://localhost:${typeof address === "object" && address ? String(address.port) : ""}/webhooks/compliance`,
        {
          method: "POST",
          body,
          headers: {
            "x-shopify-hmac-sha256": signed(body),
            "x-shopify-topic": "customers/redact",
            "x-shopify-shop-domain": domain,
            "x-shopify-webhook-id": "guard",
          },
        },
      );
      server.close();
      return response.status === 200;
    },
    testedBy: `${HOSTILE}: shuffled, twice, in both families of headers`,
  },
  {
    name: "a shopper's token is for this app",
    cuts: [{ file: SHOPPER, from: "{ checkAudience: true }", to: "{ checkAudience: false }" }],
    through: async (load, { domain }) => {
      const token = shopperToken(domain, null, { claims: { aud: "another-app" } });
      return (await (await load<Shopper>(SHOPPER)).readShopperToken(`Bearer ${token}`)) !== undefined;
    },
    testedBy: `${ISOLATION}: of a shopper opens no order`,
  },
  {
    name: "a shopper's token is a shopper's",
    cuts: [{ file: SHOPPER, from: "if (!DOMAIN.test(payload.dest)) return undefined;", to: "" }],
    through: async (load, { domain }) =>
      (await (await load<Shopper>(SHOPPER)).readShopperToken(`Bearer ${staffToken(domain)}`)) !== undefined,
    testedBy: `${ISOLATION}: of a shopper opens no order`,
  },
  {
    name: "a token of staff names one shop, twice",
    cuts: [{ file: ADMIN, from: "if (!isForStaff(token)) throw", to: 'if (token === "") throw' }],
    through: (load, { domain }) =>
      admitted(load, staffToken(domain, { claims: { iss: "https://another.myshopify.com/admin" } })),
    testedBy: `${ISOLATION}: of staff opens no route, as data or as a document`,
  },
  {
    name: "an order is shown to its customer",
    cuts: [{ file: STATUS, from: "order.customer_id === shopper.customerId;", to: "shopper.customerId != null;" }],
    through: async (load, scene) => (await statusFor(load, scene, shopperToken(scene.domain, "99"))) === 200,
    testedBy: `${ISOLATION}: gets their own order, and none of another shop`,
  },
  {
    name: "or to who has its key",
    cuts: [{ file: STATUS, from: "isSameText(key, shopper.key)", to: "true" }],
    through: async (load, scene) =>
      (await statusFor(load, scene, shopperToken(scene.domain, null), "f".repeat(32))) === 200,
    testedBy: "tests/integration/shipping-order-status.test.ts: with the same 404: %s",
  },
  {
    name: "a transaction stays in its shop",
    cuts: [
      {
        file: IN_SHOP,
        from: 'if (outer.tx.shopId !== shopId) throw new Bug("inShop inside the transaction of another shop");',
        to: "",
      },
    ],
    through: async (load, { shopId, otherId }) => {
      const { inShop } = await load<InShop>(IN_SHOP);
      return resolves(inShop(shopId, () => inShop(otherId, () => Promise.resolve())));
    },
    testedBy: "tests/integration/bets-handle.test.ts: inside another shop is a Bug",
  },
  {
    name: "no call to outside in a transaction",
    cuts: [{ file: IN_SHOP, from: "if (open.getStore()?.slot.client) throw", to: 'if (what === "") throw' }],
    through: async (load, { shopId }) => {
      const { inShop, assertNoTransaction } = await load<InShop>(IN_SHOP);
      return resolves(
        inShop(shopId, () => {
          assertNoTransaction("a call");
          return Promise.resolve();
        }),
      );
    },
    testedBy: "tests/integration/bets-handle.test.ts: forbids what goes over the network",
  },
  {
    name: "a lease is kept by its holder",
    cuts: [{ file: LANE, from: FENCE, to: FENCE.replace(" and fence = $3", " and $3::bigint is not null") }],
    through: async (load, scene) => {
      const { lanes, lease } = await leaseOf(load, scene);
      return resolves(lanes.keepLease(overtaken(lease)));
    },
    testedBy: `${LANES}: refuses the write of a holder who was overtaken`,
  },
  {
    name: "and nobody else writes for the lane",
    cuts: [
      { file: LANE, from: FENCE, to: FENCE.replace(" and fence = $3", " and $3::bigint is not null") },
      {
        file: LANE,
        from: " and fence = ${BigInt(fence)}`",
        to: "`",
      },
    ],
    through: async (load, scene) => {
      const { lanes, lease } = await leaseOf(load, scene);
      const { inShop } = await load<InShop>(IN_SHOP);
      return resolves(inShop(scene.shopId, (tx) => lanes.assertLease(tx, overtaken(lease))));
    },
    testedBy: `${LANES}: refuses the write of a holder who was overtaken`,
  },
  {
    name: "nor changes anything outside once its lease may be over",
    cuts: [{ file: "app/platform/admin-api/client.server.ts", from: "if (isMutation) shop.mayWrite?.();", to: "" }],
    through: async (load, { shopId, domain }) => {
      const { createAdminClient } = await load<{
        readonly createAdminClient: (shop: object) => {
          readonly request: (document: object, variables: object, options: object) => Promise<unknown>;
        };
      }>("app/platform/admin-api/client.server.ts");
      const mayWrite = () => {
        throw new Error("over");
      };
      const admin = createAdminClient({ shopId, domain, token: () => Promise.resolve("token"), mayWrite });
      // Sent, it gets stuck at the port where nobody listens.
      const sent = await admin.request(parse("mutation Write { write }"), {}, { share: 1 }).catch(String);
      return sent !== "Error: over";
    },
    testedBy: "tests/integration/intents-faults.test.ts: sends nothing any more",
  },
  {
    name: "nor ends its work",
    cuts: [
      { file: LANE, from: FENCE_OF_END, to: FENCE_OF_END.replace(" and fence = $3", " and $3::bigint is not null") },
    ],
    through: async (load, scene) => {
      const { lanes, lease } = await leaseOf(load, scene);
      await lanes.finishLane(overtaken(lease));
      return (await lanes.claimLane(scene.shopId, "effects")) !== undefined;
    },
    testedBy: `${LANES}: is held by one at a time`,
  },
  {
    name: "a sealed value opens only in its place",
    cuts: [
      {
        file: "app/platform/seal.server.ts",
        from: 'createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));',
        to: 'createCipheriv("aes-256-gcm", key, nonce);',
      },
      { file: "app/platform/seal.server.ts", from: "decipher.setAAD(Buffer.from(context));", to: "" },
    ],
    through: async (load) => {
      const seal = await load<{
        readonly seal: (text: string, context: string) => Uint8Array;
        readonly open: (sealed: Uint8Array, context: string) => Buffer;
      }>("app/platform/seal.server.ts");
      return resolves(Promise.resolve().then(() => seal.open(seal.seal("x", "order_person 1 7"), "order_person 2 7")));
    },
    testedBy: "tests/integration/platform-seal.test.ts: does not open in another place",
  },
  {
    name: "an id is one our columns hold",
    cuts: [
      {
        file: "app/core/ids.ts",
        from: "return text.length < LARGEST.length || text <= LARGEST ? (text as T) : undefined;",
        to: "return text as T;",
      },
    ],
    through: async (load) =>
      (await load<{ readonly readId: (text: string) => unknown }>("app/core/ids.ts")).readId("9223372036854775808") !==
      undefined,
    testedBy: `${HOSTILE}: always get a typed answer`,
  },
  {
    name: "a body is text our columns hold",
    cuts: [
      {
        file: "app/features/intake/domain/parse-body.ts",
        from: '!text.includes("\\0") && text.isWellFormed()',
        to: 'text !== "\\0"',
      },
    ],
    through: async (load) => {
      const { parseBody } = await load<{ readonly parseBody: (bytes: Uint8Array) => unknown }>(
        "app/features/intake/domain/parse-body.ts",
      );
      return resolves(Promise.resolve().then(() => parseBody(Buffer.from('{"reason":"a\\u0000b"}'))));
    },
    testedBy: "tests/integration/intake-http.test.ts: %s is refused with 400",
  },
  {
    name: "staff does what they may in Shopify",
    cuts: [
      {
        file: PERMISSIONS,
        from: 'if (scope !== null && !userScopes.has(scope)) return "shopify";',
        to: 'if (scope === "") return "shopify";',
      },
    ],
    through: async (load) => (await refused(load, ["read_orders"], "manager")) === null,
    testedBy: `${ISOLATION}: staff without the permission`,
  },
  {
    name: "a role narrows what Shopify lets them do",
    cuts: [
      {
        file: PERMISSIONS,
        from: 'return role === "manager" || roles.includes(role) ? null : "role";',
        to: "return null;",
      },
    ],
    through: async (load) => (await refused(load, ["write_inventory"], "service", "changeStock")) === null,
    testedBy: "tests/faults/isolation/permissions.test.ts: sees and does what the role is for",
  },
];
