/** Words that a post leaves out or puts in without meaning another place: articles, and what a flat or a floor is called. */
const FILLERS: ReadonlySet<string> = new Set(
  "apartment apt de del do da el fl floor la las los no num of piso planta ste suite the unit".split(" "),
);

/**
 * Do two writings of a street or a town name the same place? Capitals, accents, spaces, order and abbreviations do not matter ("Main Street 4" and "4 MAIN ST");
 * every number does, and so does every word that is neither abbreviated nor a filler.
 */
export function sameWords(one: string, other: string): boolean {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  const numbers = (words: readonly string[]) => words.filter(isNumber).sort().join(" ");
  if (numbers(mine) !== numbers(theirs)) return false;
  return isWithin(mine, theirs) && isWithin(theirs, mine);
}

/** Capitals, accents, spaces and punctuation taken away. */
export const plainText = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, "");

const folded = (text: string): string =>
  text.replace(/[ºª°]/g, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const isNumber = (word: string): boolean => /\p{N}/u.test(word);

const isWithin = (words: readonly string[], others: readonly string[]): boolean =>
  words.every((word) => isNumber(word) || FILLERS.has(word) || others.some((each) => abbreviates(word, each)));

/** "St" of "Street", "Avda" of "Avenida": the same first letter, and the rest of it in the same order. */
function abbreviates(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (isNumber(long) || !long.startsWith(short.charAt(0))) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
