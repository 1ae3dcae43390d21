import type { CarrierAddress } from "../../carriers/domain/carrier.ts";
import type { OrderPerson } from "../../orders/domain/person.ts";

/**
 * The address on the label. Null when something is missing without which no carrier can deliver: name, street, town,
 * country. Contact data goes along when there is some: drivers call.
 */
export function recipientOf(person: OrderPerson | undefined): CarrierAddress | null {
  const { name, address1, city, countryCode } = person ?? {};
  if (!person || !name || !address1 || !city || !countryCode) return null;
  return {
    name,
    company: null,
    address1,
    address2: person.address2,
    city,
    zip: person.zip,
    countryCode,
    phone: person.phone,
    email: person.email,
  };
}
