import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCharacter } from "./checksums.ts";
import { detectCarriers } from "./detect-carriers.ts";
import { COURIERS, type Format } from "./specification.ts";

const CHECKED = COURIERS.flatMap(({ tracking_numbers }) => tracking_numbers).filter(
  ({ validation }) => validation.checksum !== undefined,
);

const VALID = COURIERS.flatMap(({ tracking_numbers }) =>
  tracking_numbers.flatMap(({ test_numbers }) => test_numbers.valid),
);

const plain = (number: string) => number.replace(/[^0-9A-Z]/g, "");
const isOf = (format: Format, number: string) => detectCarriers(number).some((match) => match.format === format.name);

/** Where the check character of a format's number stands. */
function checkAt(format: Format, number: string): number {
  const { groups } = new RegExp(format.regex, "d").exec(number)?.indices ?? {};
  const [at] = groups?.["CheckDigit"] ?? [];
  if (at === undefined) throw new Error(`${number} has no check character`);
  return at;
}

/** Changes every single digit finds: a product of two digits tells them apart when the weight and the modulus share no factor. */
function findsEveryDigit(format: Format): boolean {
  const { checksum } = format.validation;
  return (
    checksum?.name === "luhn" ||
    checksum?.name === "mod_37_36" ||
    (checksum?.name === "mod10" && checksum.evens_multiplier % 2 === 1 && checksum.odds_multiplier % 2 === 1)
  );
}

const formatAndNumber = (formats: readonly Format[]) =>
  fc
    .constantFrom(...formats)
    .chain((format) =>
      fc.record({ format: fc.constant(format), number: fc.constantFrom(...format.test_numbers.valid).map(plain) }),
    );

test("another check character is refused, in every format that has one", () => {
  fc.assert(
    fc.property(formatAndNumber(CHECKED), fc.integer({ min: 1, max: 9 }), ({ format, number }, more) => {
      const at = checkAt(format, number);
      const character = number.charAt(at);
      const other = character >= "A" ? String(more) : String((Number(character) + more) % 10);
      expect(isOf(format, number)).toBe(true);
      expect(isOf(format, number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("one changed digit is refused, in every format whose checksum promises it", () => {
  fc.assert(
    fc.property(
      formatAndNumber(CHECKED.filter(findsEveryDigit)),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      ({ format, number }, where, more) => {
        const serial = new RegExp(format.regex, "d").exec(number)?.indices?.groups?.["SerialNumber"] ?? [0, 0];
        const at = serial[0] + (where % (serial[1] - serial[0]));
        const changed = String((Number(number.charAt(at)) + more) % 10);
        expect(isOf(format, number.slice(0, at) + changed + number.slice(at + 1))).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});

test("separators, case and width never change the answer", () => {
  const separator = fc.constantFrom("", "", " ", "-", "\u2011", "\u00a0", "  ", "\u200b");
  const wide = (character: string) => String.fromCharCode(character.charCodeAt(0) + 0xfee0);
  fc.assert(
    fc.property(
      fc.constantFrom(...VALID).map(plain),
      fc.array(fc.record({ separator, as: fc.constantFrom("plain", "lower", "wide") }), {
        minLength: 40,
        maxLength: 40,
      }),
      (number, signs) => {
        const typed = [...number].map((character, n) => {
          const { separator, as } = signs[n] ?? { separator: "", as: "plain" };
          return separator + (as === "wide" ? wide(character) : as === "lower" ? character.toLowerCase() : character);
        });
        expect(detectCarriers(` ${typed.join("")}\n`)).toEqual(detectCarriers(number));
      },
    ),
    { numRuns: 150 },
  );
});

test("whatever is typed: no fault, and what is read carries its check character", () => {
  const anything = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.stringMatching(/^[0-9A-Z .:-]{0,40}$/),
    fc.stringMatching(/^[0-9]{8,34}$/),
  );
  fc.assert(
    fc.property(anything, (typed) => {
      for (const { number, format: name } of detectCarriers(typed)) {
        const format = CHECKED.find((checked) => checked.name === name);
        if (!format?.validation.checksum) continue;
        const { SerialNumber: serial = "", CheckDigit: check } = format.regex.exec(number)?.groups ?? {};
        const { matches_regex, content = "" } = format.validation.serial_number_format?.prepend_if ?? {};
        const whole = matches_regex?.test(serial) ? content + serial : serial;
        expect(checkCharacter(format.validation.checksum, whole)).toBe(check);
      }
    }),
    { numRuns: 500 },
  );
});
