/** One person of a shop with one browser window, in one language: what the journeys share. */
import { globSync, readFileSync } from "node:fs";
import { createInstance, type CustomTypeOptions, type ResourceLanguage, type TFunction } from "i18next";
import polarisEn from "@shopify/polaris/locales/en.json" with { type: "json" };
import polarisEs from "@shopify/polaris/locales/es.json" with { type: "json" };
import type { Browser, FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import { placeOf } from "../../app/shell/i18n/options.ts";
import { LOCALES, type Locale } from "../../app/platform/i18n/locale.ts";
import { seriousFindings, USER_AGENT } from "../devshop/faces/fixture/open-browser.ts";
import type { Shop } from "../devshop/state/shop.ts";
import type { LiveWorld } from "./live-world.ts";

type Say = TFunction<(keyof CustomTypeOptions["resources"])[]>;

export interface Walk {
  readonly locale: Locale;
  readonly handle: string;
  readonly page: Page;
  /** The app's own page inside the admin. */
  readonly app: FrameLocator;
  /** The texts of the app in this language, as the pages have them: `say("counts:form.create")`. */
  readonly say: Say;
  /** What Polaris itself says. */
  readonly polaris: typeof polarisEn.Polaris;
}

const POLARIS = { en: polarisEn.Polaris, es: polarisEs.Polaris };

export const WIDE = { width: 1280, height: 900 };
/** 1280 at 400 %. */
const ENLARGED = { width: 320, height: 780 };
export const NARROW = { width: 360, height: 780 };

/** What the admin has above the app's frame, in pixels. */
const ADMIN_HEIGHT = 110;

/** With SHOTS=folder each look leaves a picture there, wide and narrow, for people to look at. */
const SHOTS = process.env["SHOTS"];

/** Opens a window for somebody of the shop `handle`. Nothing is installed yet. */
export async function startWalk(browser: Browser, handle: string, locale: Locale): Promise<Walk> {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: WIDE, locale });
  const page = await context.newPage();
  return {
    locale,
    handle,
    page,
    app: page.frameLocator("iframe"),
    say: await textsOf(locale),
    polaris: POLARIS[locale],
  };
}

/** Opens a page of the app inside the admin, and waits until it hears what is typed. */
export async function openApp(world: LiveWorld, { page, app, handle, locale }: Walk, path: string): Promise<void> {
  const url = new URL(`${world.devshop.url}/store/${handle}/apps/entrega${path}`);
  url.searchParams.set("locale", locale);
  await page.goto(url.href);
  await app.locator("html[data-live]").waitFor({ state: "attached" });
}

/** Presses a button as soon as it can be: while it waits for an answer it takes nothing. */
export async function press({ app }: Walk, name: string): Promise<void> {
  await app.getByRole("button", { name, exact: true, disabled: false }).first().press("Enter");
}

/**
 * Nobody is kept out: axe finds nothing serious on the page, and at four times the size nothing has to be scrolled sideways (WCAG 2.2, 1.4.10: 320 pixels; in
 * the language with the longer words). Takes its pictures too, if somebody wants them.
 */
export async function look(walk: Walk, name: string): Promise<void> {
  // Chromium stalls when two windows have their picture taken at once.
  if (SHOTS) await (shooting = shooting.then(() => shoot(walk, name)));
  expect(await seriousFindings(walk.page)).toEqual([]);
  if (walk.locale === "es") expect(await beyondTheEdge(walk)).toEqual([]);
}

/** What makes the app's page wider than a window of 320 pixels. Tables that are wider scroll by themselves. */
async function beyondTheEdge({ page, app }: Walk): Promise<string[]> {
  if ((await page.locator("iframe").count()) !== 1) return [];
  const size = page.viewportSize() ?? WIDE;
  await page.setViewportSize(ENLARGED);
  const found = await app.locator("html").evaluate((html) => {
    const width = html.clientWidth;
    if (html.scrollWidth <= width) return [];
    const wide = [...html.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width + 1);
    return wide.map(({ tagName, className, textContent }) =>
      `${tagName} ${className} ${textContent.trim().slice(0, 40)}`.toLowerCase(),
    );
  });
  await page.setViewportSize(size);
  return found.slice(0, 5);
}

let shooting: Promise<void> = Promise.resolve();

async function shoot({ page, app, locale }: Walk, name: string): Promise<void> {
  const size = page.viewportSize() ?? WIDE;
  for (const [suffix, viewport] of [
    ["", WIDE],
    ["-360", NARROW],
  ] as const) {
    await page.setViewportSize(viewport);
    // The app's page scrolls in its frame: the window has to be as high as all of it.
    const isAdmin = (await page.locator("iframe").count()) === 1;
    const height = isAdmin ? await app.locator("html").evaluate((html) => html.scrollHeight) : 0;
    await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height + ADMIN_HEIGHT) });
    await page.screenshot({ path: `${SHOTS}/${name}-${locale}${suffix}.png`, fullPage: true });
  }
  await page.setViewportSize(size);
}

/** The walk's shop as the dev shop has it. */
export function shopOf(world: LiveWorld, { handle }: Walk): Shop {
  return world.devshop.shop(`${handle}.myshopify.com`);
}

/** The first column of a query about the walk's shop, whose id is `$1`. */
export async function column(world: LiveWorld, { handle }: Walk, sql: string): Promise<unknown[]> {
  const domain = `${handle}.myshopify.com`;
  const { rows } = await world.owner.query<{ id: string }>("select id from shop where domain = $1", [domain]);
  const found = await world.owner.query<unknown[]>({ text: sql, values: [rows[0]?.id], rowMode: "array" });
  return found.rows.map(([first]) => first);
}

/** Waits until the store was read once. */
export async function expectImported(world: LiveWorld, walk: Walk): Promise<void> {
  const imports = () => column(world, walk, "select distinct status from import_run where shop_id = $1");
  await expect.poll(imports).toEqual(["done"]);
}

async function textsOf(locale: Locale): Promise<Say> {
  const texts: ResourceLanguage = {};
  for (const file of globSync(["app/shell/locales/*.json", "app/features/*/locales/*.json"])) {
    const place = placeOf(file);
    if (place.locale === locale) texts[place.namespace] = JSON.parse(readFileSync(file, "utf8")) as ResourceLanguage;
  }
  const instance = createInstance();
  return instance.init({
    lng: locale,
    fallbackLng: LOCALES[0],
    ns: Object.keys(texts),
    interpolation: { escapeValue: false },
    resources: { [locale]: texts },
  });
}
