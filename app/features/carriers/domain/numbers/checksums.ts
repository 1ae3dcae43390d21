import type { Checksum } from "./specification.ts";

/**
 * The check character that a serial number must carry. `serial` is digits, in some formats capitals too, without separators.
 *
 * - `mod10`: weighted sum to the next ten. Weights 3 and 1: GS1 General Specifications 7.9, USPS Publication 199; 1 and 2 (products not
 *   folded): UPS, OnTrac. A letter counts as UPS counts it: A is 2, B is 3, … modulo 10.
 * - `mod7`: the number modulo 7 (IATA Resolution 600a, air waybills; DHL Express).
 * - `luhn`: ISO/IEC 7812-1, annex B.
 * - `mod_37_36`: ISO/IEC 7064, hybrid system MOD 37,36 (DPD parcel labels).
 * - `s10`: UPU standard S10, section 8: 11 − weighted sum modulo 11, where 10 is written 0 and 11 is written 5.
 * - `sum_product_with_weightings_and_modulo`: weighted sum modulo 11, where 10 is written 0 (FedEx Express).
 */
export function checkCharacter(checksum: Checksum, serial: string): string {
  switch (checksum.name) {
    case "mod10": {
      const { evens_multiplier, odds_multiplier, reverse } = checksum;
      const values = [...serial].map(valueOf);
      if (reverse) values.reverse();
      return toNextTen(sum(values.map((value, n) => value * (n % 2 === 0 ? evens_multiplier : odds_multiplier))));
    }
    case "mod7":
      return String(Number(serial) % 7);
    case "luhn": {
      const doubled = [...serial].reverse().map((digit, n) => Number(digit) * (n % 2 === 0 ? 2 : 1));
      return toNextTen(sum(doubled.map((value) => (value > 9 ? value - 9 : value))));
    }
    case "mod_37_36":
      return hybrid(serial, checksum.alphabet);
    case "s10": {
      const rest = 11 - (weighted(serial, checksum.weightings) % 11);
      return String(rest === 10 ? 0 : rest === 11 ? 5 : rest);
    }
    case "sum_product_with_weightings_and_modulo":
      return String((weighted(serial, checksum.weightings) % checksum.modulo1) % checksum.modulo2);
  }
}

/** How many check characters are possible: a number made up passes once in so many. */
export function checkCharacters(checksum: Checksum): number {
  return checksum.name === "mod7" ? 7 : checksum.name === "mod_37_36" ? 36 : 10;
}

function hybrid(serial: string, alphabet: string): string {
  const size = alphabet.length;
  const rest = [...serial].reduce((product, character) => {
    const total = (product + alphabet.indexOf(character)) % size;
    return ((total === 0 ? size : total) * 2) % (size + 1);
  }, size);
  return alphabet.charAt((size + 1 - rest) % size);
}

function valueOf(character: string): number {
  return character >= "A" ? (character.charCodeAt(0) - 63) % 10 : Number(character);
}

function weighted(serial: string, weights: readonly number[]): number {
  return sum(weights.map((weight, n) => weight * Number(serial.charAt(n))));
}

function toNextTen(total: number): string {
  return String((10 - (total % 10)) % 10);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
