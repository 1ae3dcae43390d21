import { AsyncLocalStorage } from "node:async_hooks";
import type { Permission, Role } from "../core/permissions.ts";
import { sharedOnce } from "./shared-once.server.ts";

/** A person behind what is done: who, what they were when they asked for it, and what allowed it. */
export interface Asker {
  /** Shopify's number of the staff member. */
  readonly who: string;
  readonly role: Role;
  readonly permission: Permission;
}

/** Somebody who is asking right now. */
export interface Acting extends Asker {
  /** The address without its parameters. */
  readonly page: string;
}

interface Store {
  asker: Asker;
  /** Undefined: their request is over, and this follows from it. */
  readonly page?: string;
}

const open = sharedOnce("acting", () => new AsyncLocalStorage<Store>());

/** Runs `work` as something that a person asks for. */
export const actAs = <T>({ page, ...asker }: Acting, work: () => Promise<T>): Promise<T> =>
  open.run({ asker, page }, work);

/** Runs what follows, later, from something that a person asked for; null: from nothing of that kind. */
export const followFrom = <T>(asker: Asker | null, work: () => Promise<T>): Promise<T> =>
  asker === null ? work() : open.run({ asker }, work);

/** Names the permission that allows what is being done, where a page has more than one. */
export function allowedBy(permission: Permission): void {
  const store = open.getStore();
  if (store) store.asker = { ...store.asker, permission };
}

/** Who is asking for what is under way; undefined in the worker, which nobody asks. */
export function acting(): Acting | undefined {
  const store = open.getStore();
  return store?.page === undefined ? undefined : { ...store.asker, page: store.page };
}

/** Who asked for it, now or before; undefined: nobody. */
export const asker = (): Asker | undefined => open.getStore()?.asker;
