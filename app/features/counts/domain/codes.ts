/**
 * The spellings under which Shopify may have a scanned code: scanners send a UPC-A (12 digits) as the EAN-13 that begins with a zero, and the other way
 * round (GS1 General Specifications 2.1.1).
 */
export function spellings(code: string): string[] {
  if (/^\d{12}$/.test(code)) return [code, `0${code}`];
  if (/^0\d{12}$/.test(code)) return [code, code.slice(1)];
  return [code];
}
