/** Crockford's base 32: no I, L, O and U, which people mistake for others. https://www.crockford.com/base32.html */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 26 signs of 5 bits hold 128. */
const LENGTH = 26;

/** 16 random bytes as people read and type them: five groups, the last one longer. */
export function writeCode(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (let place = 0; place < LENGTH; place += 1) {
    text = (SIGNS[Number(number & 31n)] ?? "") + text;
    number >>= 5n;
  }
  return [0, 5, 10, 15, 20].map((from) => text.slice(from, from === 20 ? LENGTH : from + 5)).join("-");
}

/** What somebody typed as a code, in one spelling; undefined for what can be none. */
export function readCode(typed: string): string | undefined {
  const text = typed.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replaceAll("O", "0");
  return text.length === LENGTH && [...text].every((sign) => SIGNS.includes(sign)) ? text : undefined;
}
