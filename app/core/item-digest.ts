/** What a product's webhook tells of an item and the mirror keeps. */
export interface DescribedItem {
  readonly title: string | null;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly vendor: string | null;
  readonly type: string | null;
  /** In any case: ACTIVE from the API, active from a webhook. */
  readonly status: string | null;
  readonly policy: string | null;
  readonly tags: readonly string[];
}

/**
 * A short digest of how an item is described: two are the same when nothing of it changed. Products send a webhook with each sale, and reading all of
 * their variants each time would cost 7 points a variant; equal digests cost none. 64 bits: a change is overlooked once in 10^19.
 */
export function itemDigest(item: DescribedItem): string {
  const { title, variant, sku, barcode, vendor, type, status, policy, tags } = item;
  const parts = [title, variant, sku, barcode, vendor, type, status?.toLowerCase(), policy?.toLowerCase()].map(
    (part) => part ?? "",
  );
  const text = JSON.stringify([...parts, tags.map((tag) => tag.trim()).toSorted()]);
  return hash(text, 0x811c9dc5) + hash(text, 0x9747b28c);
}

/** FNV-1a with a last mixing, 32 bits as hexadecimal digits. */
function hash(text: string, seed: number): string {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value >>> 0).toString(16).padStart(8, "0");
}
