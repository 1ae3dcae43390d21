/** An order has at most so many. (Of at most 40 characters, which the rule's form sees to.) */
export const MOST_TAGS = 250;

/** Shopify compares tags without case. */
export const sameTag = (tag: string): string => tag.toLowerCase();

/** A comma parts two tags: none has one in it. */
export const tagsIn = (text: string): string[] =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

/** Of these tags, those that the order has (or does not have), as they were given, each once. */
export function tagsThat(are: "there" | "missing", tags: readonly string[], onOrder: readonly string[]): string[] {
  const known = new Set(onOrder.map(sameTag));
  const found = new Map(tags.map((tag) => [sameTag(tag), tag]));
  return [...found].filter(([name]) => known.has(name) === (are === "there")).map(([, tag]) => tag);
}
