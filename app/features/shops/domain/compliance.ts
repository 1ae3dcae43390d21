import { z } from "zod";
import { parseId, readId, type CustomerId, type OrderId } from "../../../core/ids.ts";

/** The three duties every app has. https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
export const COMPLIANCE_TOPICS = ["customers/data_request", "customers/redact", "shop/redact"] as const;
export type ComplianceTopic = (typeof COMPLIANCE_TOPICS)[number];

export function isComplianceTopic(topic: string): topic is ComplianceTopic {
  return COMPLIANCE_TOPICS.some((each) => each === topic);
}

/** A duty must be done within 30 days. */
const DUE_DAYS = 30;
/** An answer to a data request is kept this long, so that the merchant can hand it over. */
const ANSWER_DAYS = 60;
const DAY_MS = 86_400_000;

export function dueAt(receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + DUE_DAYS * DAY_MS);
}

export function answerUntil(now: Date): Date {
  return new Date(now.getTime() + ANSWER_DAYS * DAY_MS);
}

/** Whom a request is about. */
export interface DataSubject {
  readonly customerId: CustomerId | null;
  readonly email: string | null;
  readonly orderIds: readonly OrderId[];
}

const Id = z
  .union([z.number().int().nonnegative(), z.string()])
  .transform((value) => String(value))
  .pipe(z.string().refine((text) => readId(text) !== undefined));

/** The shop a body says it is about; undefined when it says nothing. The signature covers the body and not the headers. */
export function shopNamedIn(body: unknown): string | undefined {
  return z.object({ shop_domain: z.string() }).safeParse(body).data?.shop_domain.toLowerCase();
}

const Body = z.object({
  customer: z.object({ id: Id.nullish(), email: z.string().nullish() }).nullish(),
  orders_requested: z.array(Id).nullish(),
  orders_to_redact: z.array(Id).nullish(),
});

/**
 * Reads the body of a customer's request; its customer may be known by e-mail alone, and its orders may be none. Throws a ZodError when it is
 * not such a body: then nobody knows who is meant, and a person must look.
 */
export function dataSubject(body: unknown): DataSubject {
  const { customer, orders_requested, orders_to_redact } = Body.parse(body);
  return {
    customerId: customer?.id == null ? null : parseId<CustomerId>(customer.id),
    email: customer?.email ?? null,
    orderIds: [...new Set([...(orders_requested ?? []), ...(orders_to_redact ?? [])])].map((id) =>
      parseId<OrderId>(id),
    ),
  };
}
