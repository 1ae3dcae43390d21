/** Two texts are the same to a merchant when they are the same after this: capitals, spaces around and Unicode's ways to write a letter do not count. */
export const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();
