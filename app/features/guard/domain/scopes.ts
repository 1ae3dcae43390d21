/** What a shop must grant for each of the two things the guard does; both are optional scopes, asked for when they are wanted. */
export const NEEDED = {
  deny: ["write_products"],
  publish: ["write_products", "read_publications", "write_publications"],
} as const;
