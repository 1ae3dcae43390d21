/** Ready-made addresses for the storefront. The people are made up; the cities are where they say (degrees, WGS 84). */

export interface ReadyAddress {
  name: string;
  address1: string;
  zip: string;
  city: string;
  countryCode: string;
  latitude: number;
  longitude: number;
  email: string;
  phone: string;
}

function ready(
  name: string,
  address1: string,
  zip: string,
  city: string,
  countryCode: string,
  [latitude, longitude]: [number, number],
  phone: string,
): ReadyAddress {
  const email = `${name
    .normalize("NFD")
    .replace(/[^A-Za-z ]/g, "")
    .toLowerCase()
    .replaceAll(" ", ".")}@example.com`;
  return { name, address1, zip, city, countryCode, latitude, longitude, email, phone };
}

// Phone numbers: ranges that regulators keep free for fiction (Ofcom, Arcep) or plainly impossible ones.
export const READY_ADDRESSES: readonly ReadyAddress[] = [
  ready("Ana Pérez", "Calle Sierpes 9", "41004", "Sevilla", "ES", [37.39, -5.994], "+34 600 000 001"),
  ready("Jordi Vila", "Carrer de Verdi 21", "08012", "Barcelona", "ES", [41.403, 2.156], "+34 600 000 002"),
  ready("Lucía Santana", "Calle Triana 40", "35002", "Las Palmas", "ES", [28.106, -15.416], "+34 600 000 003"),
  ready("Emma Clarke", "14 Deansgate", "M3 1AZ", "Manchester", "GB", [53.482, -2.247], "+44 7700 900001"),
  ready("Iain Reid", "7 Victoria Street", "EH1 2HE", "Edinburgh", "GB", [55.949, -3.194], "+44 7700 900002"),
  ready("Priya Shah", "30 Brick Lane", "E1 6RF", "London", "GB", [51.519, -0.072], "+44 7700 900003"),
  ready("Camille Roux", "12 rue Mercière", "69002", "Lyon", "FR", [45.763, 4.833], "+33 6 39 98 00 01"),
  ready("Jonas Weber", "Kastanienallee 5", "10435", "Berlin", "DE", [52.539, 13.41], "+49 30 0000001"),
];

/** Countries of the address form. */
export const COUNTRIES = ["AT", "BE", "CH", "DE", "DK", "ES", "FR", "GB", "IE", "IT", "NL", "PL", "PT", "SE", "US"];
