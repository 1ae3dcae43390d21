/** Who asks the Customer Account API: a token of the dev shop's own, standing in for the shopper's login or order link. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const grant = z.discriminatedUnion("kind", [
  /** Logged in: sees every order of this customer. */
  z.object({ kind: z.literal("signed_in"), shop: z.string(), customerId: z.string() }),
  /** Came by the order's link: sees this order and no customer. */
  z.object({ kind: z.literal("pre_authenticated"), shop: z.string(), orderId: z.string() }),
]);
export type Grant = z.infer<typeof grant>;

/** Makes and reads tokens with one secret. */
export interface GrantSeal {
  seal(grant: Grant): string;
  /** The grant in a token, or null when this dev shop did not make it. */
  open(token: string): Grant | null;
}

export function grantSeal(secret: string): GrantSeal {
  const sign = (payload: string) => createHmac("sha256", secret).update(payload).digest("base64url");
  return {
    seal(value) {
      const payload = Buffer.from(JSON.stringify(value)).toString("base64url");
      return `shcat_${payload}.${sign(payload)}`;
    },
    open(token) {
      const [, payload = "", signature = ""] = /^shcat_([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
      const given = Buffer.from(signature);
      const wanted = Buffer.from(sign(payload));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      return grant.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    },
  };
}
