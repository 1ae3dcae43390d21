/** The tags that say which risks an order has, and those of the same beginning that say what is over. `onOrder`: the tags it has. */
export function riskTags(prefix: string, kinds: readonly string[], onOrder: readonly string[]) {
  const wanted = [...new Set(kinds)].map((kind) => `${prefix}:${kind}`);
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const ours = onOrder.filter((tag) => tag.toLowerCase().startsWith(`${prefix.toLowerCase()}:`));
  return {
    add: wanted.filter((tag) => !onOrder.some((other) => same(tag, other))),
    remove: ours.filter((tag) => !wanted.some((other) => same(tag, other))),
  };
}
