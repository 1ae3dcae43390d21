/** What staff of two shops do, each in their language, told step by step: what every journey begins with. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { LOCALES, type Locale } from "../../app/platform/i18n/locale.ts";
import { openBrowser } from "../devshop/faces/fixture/open-browser.ts";
import type { ShopSeed } from "../devshop/state/create-shop.ts";
import { openLiveWorld, type LiveWorld } from "./live-world.ts";
import { NARROW, startWalk, WIDE, type Walk } from "./walk.ts";

interface Beginning {
  /** The shops are `name-en` and `name-es`. */
  readonly name: string;
  readonly seed: (handle: string) => ShopSeed;
  /** How many real seconds a day in the shops takes. A step that waits for nothing has a day of its own. */
  readonly secondsADay?: number;
  /** Whether the app is there before the first step; it is, unless the story is about installing it. */
  readonly installed?: boolean;
  /** How long a step may take, in real milliseconds; as long as any test, unless said. */
  readonly stepMs?: number;
}

export interface Story<W extends Walk> {
  /** There from the first step on. */
  readonly world: LiveWorld;
  /** One thing that both do: at first one on a desktop and the other on a phone, the next time the other way round. */
  step(title: string, work: (walk: W) => Promise<void>): void;
  walkOf(locale: Locale): W;
}

/** What somebody who sees only the report of a test has to know of the page it ended on. */
async function pageInWords({ page, app }: Walk): Promise<string> {
  const text = await app.locator("body").innerText({ timeout: 2_000 }).catch(String);
  return `${page.url()}: ${text.replaceAll(/\s+/g, " ").slice(0, 1_000)}`;
}

/** Opens the world before the first test of a file and closes it after the last; nothing in it may have gone wrong unseen. `more` is what a walk of this story remembers. */
export function tellStory<More extends object>(
  { name, seed, secondsADay = 86_400, installed = true, stepMs }: Beginning,
  more: () => More = () => ({}) as More,
): Story<Walk & More> {
  let world: LiveWorld | undefined;
  let browser: Browser;
  const walks = new Map<Locale, Walk & More>();
  const opened = (): LiveWorld => {
    if (!world) throw new Error("the story has not begun");
    return world;
  };

  beforeAll(async () => {
    world = await openLiveWorld(secondsADay);
    browser = await openBrowser();
    for (const locale of LOCALES) {
      const handle = `${name}-${locale}`;
      const shop = world.devshop.createShop(seed(handle));
      if (installed) world.devshop.installer.install(shop);
      walks.set(locale, { ...(await startWalk(browser, handle, locale)), ...more() });
    }
  });
  afterAll(async () => {
    await browser.close();
    expect(opened().devshop.problems).toEqual([]);
    await opened().close();
  });

  let steps = 0;
  return {
    get world() {
      return opened();
    },
    step(title, work) {
      const turn = steps++;
      // At the same time: most of it is waiting for pages.
      test(title, stepMs === undefined ? {} : { timeout: stepMs }, async () => {
        const all = [...walks.values()].map(async (walk, n) => {
          const size = (turn + n) % 2 === 0 ? WIDE : NARROW;
          await walk.page.setViewportSize(size);
          await work(walk).catch(async (cause: unknown) => {
            throw new Error(`in ${walk.locale}, ${size.width} px wide, on ${await pageInWords(walk)}`, { cause });
          });
        });
        // Nobody is left halfway: the next step begins when both have ended.
        const walked = await Promise.allSettled(all);
        for (const result of walked) if (result.status === "rejected") throw result.reason;
      });
    },
    walkOf(locale) {
      const walk = walks.get(locale);
      if (!walk) throw new Error(`nobody walks in ${locale}`);
      return walk;
    },
  };
}
