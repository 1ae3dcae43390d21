/** What a merchant does in the admin, as requests of their browser: install the app, open it, change its settings. */
import { z } from "zod";

/** The switches of the settings page. */
const SWITCHABLE = ["route", "hold", "ship", "events"];

/** Shopify's library answers 410 to anything that does not look like a browser. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";
const SETTINGS = "/app/settings?_data=features%2Fsettings%2Froutes%2Fsettings";
const CARRIERS = "/app/settings/carriers?_data=features%2Fcarriers%2Froutes%2Fcarriers";

export interface Merchant {
  /** Installs the app in the shop and opens it for the first time, through the admin's frame. */
  install(): Promise<void>;
  /** Gives the app the key of the merchant's account with the stand-in carrier. */
  connectCarrier(apiKey: string): Promise<void>;
  /** Lets the app do what it has only shown so far. */
  switchAllOn(): Promise<void>;
  /** Has everything read again that was set aside. */
  readAgain(): Promise<void>;
}

/** `storeUrl`: the shop's page in the dev shop's admin. */
export function merchantOf(storeUrl: string, appUrl: string): Merchant {
  /** Sends a form of a page of the app, as a member of staff. `done`: what the page answers when it did what the form asks; a page that does something else has no such form. */
  async function send(page: string, fields: Record<string, string>, done: string): Promise<void> {
    const { token } = z.object({ token: z.string() }).parse(await (await get(`${storeUrl}/id-token`)).json());
    const headers = { "user-agent": BROWSER, authorization: `Bearer ${token}` };
    const answer = await fetch(appUrl + page, { method: "POST", headers, body: new URLSearchParams(fields) });
    const { status } = z.object({ status: z.string() }).parse(await answer.json());
    if (status !== done) throw new Error(`The app did not take the setting: ${status}, not ${done}`);
  }

  return {
    async install() {
      const answer = await fetch(`${storeUrl}/install`, { method: "POST", redirect: "manual" });
      if (answer.status >= 400) throw new Error(`Installing was answered ${answer.status}`);
      const page = await (await get(`${storeUrl}/apps/entrega`)).text();
      const frame = /<iframe[^>]* data-src="([^"]+)"/.exec(page)?.[1];
      if (frame === undefined) throw new Error("The admin shows no frame with the app");
      await get(frame.replaceAll("&amp;", "&"), { "user-agent": BROWSER });
    },
    connectCarrier: (apiKey) => send(CARRIERS, { action: "connect", carrier: "stand-in", apiKey }, "connected"),
    async switchAllOn() {
      for (const effect of SWITCHABLE) await send(SETTINGS, { effect, on: "true" }, "switched");
    },
    readAgain: () => send(SETTINGS, { readAgain: "all" }, "triedAgain"),
  };
}

/** Only a 200 will do. */
async function get(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  if (answer.status !== 200) {
    const text = (await answer.text()).slice(0, 300);
    throw new Error(`${new URL(url).pathname} was answered ${String(answer.status)}: ${text}`);
  }
  return answer;
}
