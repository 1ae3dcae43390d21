/** What somebody does who has no mouse: goes on with Tab, presses Enter or Space, searches lists by typing. */
import { expect } from "vitest";
import type { Locator } from "playwright-core";
import type { Walk } from "./walk.ts";

/** More stops than any of our pages has. */
const MOST_TABS = 150;

export const button = ({ app }: Walk, name: string) => app.getByRole("button", { name, exact: true }).first();
export const link = ({ app }: Walk, name: string) => app.getByRole("link", { name, exact: true }).first();
export const title = ({ app }: Walk, name: string) => app.getByRole("heading", { level: 1, name, exact: true });
/** Waits until the page says it. */
export const told = ({ app }: Walk, text: string | RegExp) => app.getByText(text).first().waitFor();

/** Goes on with Tab until something has the keyboard: what cannot be reached that way is out of reach. */
export async function reach({ page }: Walk, what: Locator): Promise<void> {
  // Held, because finding it anew by its role at each stop costs more than the stop.
  let held = await what.elementHandle();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    const state = await held.evaluate((element) =>
      element === document.activeElement ? "here" : element.isConnected ? "elsewhere" : "replaced",
    );
    if (state === "here") return;
    if (state === "replaced") held = await what.elementHandle();
    else await page.keyboard.press("Tab");
  }
  throw new Error("out of the keyboard's reach");
}

export async function reachAndPress(walk: Walk, what: Locator): Promise<void> {
  await reach(walk, what);
  await walk.page.keyboard.press("Enter");
}

/** Ticks a box. */
export async function tick(walk: Walk, label: string): Promise<void> {
  const box = walk.app.getByRole("checkbox", { name: label, exact: true });
  await reach(walk, box);
  await walk.page.keyboard.press("Space");
  await expect.poll(() => box.isChecked()).toBe(true);
}

/** Types into a field that has the keyboard, in place of what is there. */
async function type({ page }: Walk, text: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Some fields are called by their label and their unit: "Value EUR". */
export async function fill(walk: Walk, label: string, text: string): Promise<void> {
  const begins = new RegExp(`^${label.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}`);
  await reach(walk, walk.app.getByRole("textbox", { name: begins }).first());
  await type(walk, text);
}

/** Chooses from a drop-down as people with a keyboard do: they type what it says. Of several with this label, the last. */
export async function choose(walk: Walk, label: string, option: string): Promise<void> {
  const select = walk.app
    .locator("select")
    .and(walk.app.getByLabel(label, { exact: true }))
    .last();
  await reach(walk, select);
  await walk.page.keyboard.type(option);
  await expect
    .poll(() => select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text))
    .toBe(option);
}

/** Takes an option from a list that is searched by typing, as soon as its box has the keyboard. `option`: what it is called when `text` was typed. */
export async function take(walk: Walk, box: Locator, text: string, option = text): Promise<void> {
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
  await type(walk, text);
  const found = walk.app.getByRole("option", { name: option, exact: true });
  await found.waitFor();
  // The first is the one that Enter takes; the best match is first.
  await expect.poll(() => found.getAttribute("data-focused")).toBe("true");
  await walk.page.keyboard.press("Enter");
}
