/** What Shopify gives extensions on an order's page of the admin. */
import { hostData, runExtensions, type HostData, type Json, type Slot } from "./extension-host.ts";

interface AdminData extends HostData {
  /** `/store/<name>`. */
  base: string;
  /** The app's application_url, without a slash at the end. */
  app: string;
  /** Global ids of what is looked at. */
  selected: { id: string }[];
}

const data = hostData<AdminData>();

async function idToken(): Promise<string> {
  const response = await fetch(`${data.base}/id-token`);
  if (!response.ok) throw new Error(`no id token: ${String(response.status)}`);
  return ((await response.json()) as { token: string }).token;
}

function adminGlobal({ target }: Slot): Json {
  return {
    extension: { target },
    data: { selected: data.selected },
    auth: { idToken },
    query: async (query: string, options: { variables?: Json } = {}) => {
      const body = JSON.stringify({ query, variables: options.variables ?? {} });
      return (await (await fetch(`${data.base}/graphql.json`, { method: "POST", body })).json()) as Json;
    },
  };
}

/** A relative address is the app's; what goes to the app carries the token of who is there. Other servers are not reached. */
function adminFetch(frame: Window & typeof globalThis): typeof fetch {
  const plain = frame.fetch.bind(frame);
  return async (input, init) => {
    const url = new URL(input instanceof frame.Request ? input.url : String(input), data.app);
    if (url.origin !== new URL(data.app).origin) throw new TypeError(`the dev shop does not model ${url.href}`);
    const headers = new Headers(init?.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${await idToken()}`);
    return plain(url, { ...init, headers });
  };
}

/** `app:` leads into the app, on the same page of the browser. */
function followAppLinks(frame: Window & typeof globalThis): void {
  frame.addEventListener("click", (event) => {
    for (const part of event.composedPath()) {
      if (!(part instanceof frame.HTMLAnchorElement) || part.protocol !== "app:") continue;
      event.preventDefault();
      const path = (part.getAttribute("href") ?? "").slice("app:".length);
      const url = new URL(`${data.base}/apps/entrega/${path}`, location.origin);
      if (data.locale !== "en") url.searchParams.set("locale", data.locale);
      location.assign(url);
    }
  });
}

runExtensions({
  data,
  shopify: adminGlobal,
  fetch: (frame) => {
    followAppLinks(frame);
    return adminFetch(frame);
  },
});
