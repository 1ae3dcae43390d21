import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readMembers } from "./store.server.ts";

/** As many as somebody can be told to ask. */
const ENOUGH = 3;

/** Names of people who may change roles, whoever was here last first. */
export async function managersOf(tx: ShopTx): Promise<string[]> {
  const members = await readMembers(tx);
  return members
    .filter(({ role, name }) => role === "manager" && name !== "")
    .slice(0, ENOUGH)
    .map(({ name }) => name);
}

/** The names of everybody the shop has seen, by Shopify's number. Who was erased has none. */
export async function namesOfStaff(tx: ShopTx): Promise<Readonly<Record<string, string>>> {
  const members = await readMembers(tx);
  return Object.fromEntries(members.flatMap(({ userId, name }) => (name === "" ? [] : [[userId, name]])));
}
