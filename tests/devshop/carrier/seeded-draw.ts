/**
 * A number in [0, 1) that depends only on the words given: the same words always draw the same number, whatever was drawn
 * before. FNV-1a over UTF-16 units, then the 32-bit finaliser of MurmurHash3 to spread neighbouring words.
 */
export function draw(...words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const unit of words.join("\u0000")) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
