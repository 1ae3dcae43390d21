/** Everything a probe needs: a world with two shops, the pages, and what must never get from one shop to the other. */
import { openWorld, type InstalledShop, type TestWorld } from "../../setup/world.ts";
import { BROWSER, openPages, type Pages } from "../pages.ts";
import { idsOf, leaked, onlyOf, openShop } from "./two-shops.ts";

export interface Opened {
  readonly world: TestWorld;
  readonly pages: Pages;
  readonly mine: InstalledShop;
  readonly theirs: InstalledShop;
  /** Words and numbers that only they have. */
  readonly secrets: ReadonlySet<string>;
  /** Their ids by column, and mine. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  readonly myIds: ReadonlyMap<string, readonly string[]>;
  /** The key of one of their orders. */
  readonly orderKey: string;
  close(): Promise<void>;
}

const WORD = "Zafirones";

export async function openBoth(): Promise<Opened> {
  const world = await openWorld();
  const pages = await openPages();
  const mine = await openShop(world, "Rubiales");
  const theirs = await openShop(world, WORD);
  const secrets = await onlyOf(world.owner, theirs.shopId, mine.shopId);
  const { rows } = await world.owner.query<{ key: string }>("select key from order_key where shop_id = $1", [
    theirs.shopId,
  ]);
  return {
    world,
    pages,
    mine,
    theirs,
    // Sealed in the tables, and so not found there.
    secrets: new Set([...secrets, WORD, WORD.toLowerCase()]),
    ids: await idsOf(world.owner, theirs.shopId),
    myIds: await idsOf(world.owner, mine.shopId),
    orderKey: rows[0]?.key ?? "",
    async close() {
      await pages.close();
    },
  };
}

/** A request of a probe. */
export interface Asked {
  readonly route: string;
  readonly address: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is special about it, for the report. */
  readonly what?: string;
}
export interface Answer extends Asked {
  readonly status: number;
  readonly text: string;
}

/** Asks the pages, a few at a time: the machine has two cores. */
export async function askAll({ pages }: Opened, all: readonly Asked[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < all.length; from += 8)
    answers.push(...(await Promise.all(all.slice(from, from + 8).map((asked) => ask(pages.url, asked)))));
  return answers;
}

async function ask(url: string, asked: Asked): Promise<Answer> {
  const response = await fetch(url + asked.address, {
    method: asked.form ? "POST" : "GET",
    redirect: "manual",
    headers: { "user-agent": BROWSER, ...asked.headers },
    ...(asked.form && { body: new URLSearchParams(asked.form) }),
  });
  return { ...asked, status: response.status, text: await response.text() };
}

/** The answers that tell something of theirs, with what: nobody may learn more than they asked with. */
export function leaks({ secrets }: Opened, answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => {
    const { route, address, form, what, text } = answer;
    const told = leaked(text, secrets, `${address} ${JSON.stringify(form ?? {})}`);
    return told.length > 0
      ? [`${route} ${what ?? ""} ${address} ${JSON.stringify(form ?? {})}: ${told.join(" ")}`]
      : [];
  });
}

/** The answers that are failures of ours. */
export function failures(answers: readonly Answer[]): string[] {
  return answers
    .filter(({ status }) => status >= 500)
    .map(({ status, address, what, form }) => `${status} ${what ?? ""} ${address} ${JSON.stringify(form ?? {})}`);
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
