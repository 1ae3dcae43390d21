import type { CarrierService } from "./carrier.ts";

/** The shipping method a shopper chose at checkout, as the shop named it. */
export interface ChosenMethod {
  readonly code: string | null;
  readonly title: string | null;
}

/** The service that a shipping method asks for by name: by its code, or by one of the words in its title. Undefined: it names none. */
export function namedService(
  services: readonly CarrierService[],
  { code, title }: ChosenMethod,
): CarrierService | undefined {
  const wantedCode = code?.toLowerCase();
  const words = new Set((title ?? "").toLowerCase().match(/\p{L}+/gu) ?? []);
  return (
    services.find((service) => service.code === wantedCode) ??
    services.find((service) => service.words.some((word) => words.has(word)))
  );
}

/**
 * The carrier's service for a shipping method: the one whose code the method carries, else the first one of whose words
 * stands in its title ("Envío exprés"), else the carrier's first. Undefined for a carrier whose services only its rates tell.
 */
export function chooseService(services: readonly CarrierService[], method: ChosenMethod): CarrierService | undefined {
  return namedService(services, method) ?? services[0];
}
