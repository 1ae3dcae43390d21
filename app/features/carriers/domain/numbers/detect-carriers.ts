import { checkCharacter, checkCharacters } from "./checksums.ts";
import { postOf, shopifyCompany } from "./couriers.ts";
import { COURIERS, type Courier, type Entry, type Format } from "./specification.ts";
import { readTyped } from "./typed-number.ts";

/**
 * Why a number is taken for a courier's: its check character, what the format prescribes (a prefix, a country that exists), both, or no more than its
 * length and kinds of characters, which is a guess.
 */
export type Evidence = "checksum_and_format" | "checksum" | "format" | "shape";

/** A reading of a number: whose it may be. */
export interface Match {
  /** Capitals and digits without separators. */
  readonly number: string;
  /** The specification's code of the courier; `s10` for the posts of all countries. */
  readonly courier: string;
  /** As people know it. Of S10 the country's post. */
  readonly name: string;
  /** The courier's name in Shopify; null when Shopify does not know it. */
  readonly company: string | null;
  /** The format of the number, by its name in the specification. */
  readonly format: string;
  readonly serial: string | null;
  /** The specification's word for the service, in English. */
  readonly service: string | null;
  /** ISO 3166-1 alpha-2: of S10 where the item was posted, of DPD where it goes. */
  readonly country: string | null;
  readonly url: string | null;
  readonly evidence: Evidence;
  /** How little chance explains: of made-up rows of so many digits and letters about one in 2^bits fits. Ranks the matches. */
  readonly bits: number;
}

/** The runner-up fits by chance at least eight times as often. */
const LEAD_BITS = 3;

/**
 * Whose number this may be, the most telling reading first: one that its checksum and prefix leave least to chance. Typed as people type it
 * (`readTyped`). Empty when no format takes it: nothing passes that fails its checksum, nor does a number of zeros, which is a placeholder. Several
 * couriers may fit, and then they are all named.
 */
export function detectCarriers(typed: string): readonly Match[] {
  return readTyped(typed)
    .flatMap((candidates) => candidates.map(matchesOf).find((matches) => matches.length > 0) ?? [])
    .sort((a, b) => b.bits - a.bits);
}

/** The reading that can be shown without a question: more than its shape speaks for it, and no other courier's comes near. */
export function likelyCarrier(typed: string): Match | undefined {
  const [best, ...others] = detectCarriers(typed);
  if (best === undefined || best.evidence === "shape") return undefined;
  const rival = others.find(({ courier }) => courier !== best.courier);
  return rival === undefined || best.bits - rival.bits >= LEAD_BITS ? best : undefined;
}

function matchesOf(number: string): Match[] {
  if (/^0*$/.test(number)) return [];
  return COURIERS.flatMap((courier) =>
    courier.tracking_numbers.flatMap((format) => {
      const fields = fieldsOf(format, number);
      return fields && hasItsCheckCharacter(format, fields) ? [matchOf(courier, format, number, fields)] : [];
    }),
  );
}

type Fields = Readonly<Record<string, string | undefined>>;

/** The number's fields if the format describes it, whatever its check character. */
function fieldsOf(format: Format, number: string): Fields | undefined {
  const found = format.regex.exec(number);
  if (found === null) return undefined;
  const fields: Fields = found.groups ?? {};
  const required = format.validation.additional?.exists ?? [];
  return required.every((table) => entryOf(format, table, fields) !== undefined) ? fields : undefined;
}

function hasItsCheckCharacter(format: Format, { SerialNumber: serial, CheckDigit: check }: Fields): boolean {
  const { checksum, serial_number_format } = format.validation;
  if (checksum === undefined) return true;
  if (serial === undefined || check === undefined) return false;
  const { matches_regex, content } = serial_number_format?.prepend_if ?? { content: "" };
  return checkCharacter(checksum, matches_regex?.test(serial) ? content + serial : serial) === check;
}

/** The row of a look-up table that says what the number's field means. */
function entryOf(format: Format, table: string, fields: Fields): Entry | undefined {
  const lookup = format.additional.find(({ name }) => name === table);
  const value = lookup && fields[lookup.regex_group_name];
  if (value === undefined) return undefined;
  return lookup?.lookup.find(
    ({ matches, matches_regex }) =>
      matches === value || (matches_regex !== undefined && new RegExp(`^(?:${matches_regex})$`).test(value)),
  );
}

function matchOf(courier: Courier, format: Format, number: string, fields: Fields): Match {
  const post = entryOf(format, "Courier", fields);
  const country = post?.matches ?? entryOf(format, "Country Code", fields)?.country_short_code ?? null;
  const { company, url } =
    post && country !== null
      ? postOf(country)
      : { company: shopifyCompany(courier.courier_code, format.name), url: format.tracking_url ?? null };
  const { checksum } = format.validation;
  const { bits, pinned } = prescribed(format, number);
  return {
    number,
    courier: courier.courier_code,
    name: post?.courier ?? courier.name,
    company,
    format: format.name,
    serial: fields["SerialNumber"] ?? null,
    service: entryOf(format, "Service Type", fields)?.name ?? null,
    country,
    // The specification's oldest links are plain http; all of these pages answer over https.
    url: url?.replace(/^http:/, "https:").replace("%s", number) ?? null,
    evidence: evidenceOf(checksum !== undefined, pinned),
    bits: bits + (checksum ? Math.log2(checkCharacters(checksum)) : 0),
  };
}

function evidenceOf(checksum: boolean, pinned: boolean): Evidence {
  if (checksum) return pinned ? "checksum_and_format" : "checksum";
  return pinned ? "format" : "shape";
}

const DIGITS = Array.from("0123456789");
const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/** What a format prescribes, tried out on a number: of each of its characters, which others could stand there instead. */
function prescribed(format: Format, number: string): { readonly bits: number; readonly pinned: boolean } {
  const fits = (n: number) => (other: string) =>
    fieldsOf(format, number.slice(0, n) + other + number.slice(n + 1)) !== undefined;
  const freedom = [...number].map((character, n) => {
    const digits = DIGITS.filter(fits(n)).length;
    const letters = LETTERS.filter(fits(n)).length;
    return { all: digits + letters, pinned: character >= "A" ? letters < LETTERS.length : digits < DIGITS.length };
  });
  return {
    bits: freedom.reduce((bits, { all }) => bits + Math.log2((DIGITS.length + LETTERS.length) / all), 0),
    pinned: freedom.some(({ pinned }) => pinned),
  };
}
