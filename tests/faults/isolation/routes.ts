/**
 * Requests to the pages of one shop with the ids of another, made from app/routes.ts and from what forms send (forms.ts). What it does not know how to
 * fill it names (`unknown`), and a test fails: a new route, parameter or form is probed without anybody remembering.
 */
import type { PageRoute } from "../pages.ts";
import { FORMS } from "./forms.ts";
import type { Asked, Opened } from "./opened.ts";
import { addressOf, fill, ID, PARAMETERS, parametersOf, withId } from "./parameters.ts";

/** What is answered before Remix, and why no other shop's rows can come out of it. */
export const DOORS: Readonly<Record<string, string>> = {
  "POST /webhooks": "signed; the shop is the header's",
  "POST /webhooks/compliance": "signed; the shop is the header's and the body's",
  "POST /carrier-service/:handle/:key": "signed; the shop is the address's, which its key makes true",
  "POST /carrier-hooks/:carrier/:token":
    "signed with the account's secret; the shop is the address's, which its token makes true",
  "POST /flow/action": "signed; the shop is the body's",
  "POST /flow/lifecycle": "signed; the shop is the body's",
  "* /webhooks": "405",
  "* /webhooks/compliance": "405",
  "GET /health/live": "one word",
  "GET /health/ready": "two words; reasons, without ids, for the operator",
  "GET /metrics": "codes and numbers, never ids, for the operator",
  "GET /operations": "the same as a page, with the operator's token as password",
  "* *": "Remix",
};

/** What the tables have and the probes do not know. */
export async function unknown({ pages }: Opened): Promise<string[]> {
  const found = [
    ...pages.doors.filter((door) => !(door in DOORS)).map((door) => `${door}: whose rows come out of it?`),
    ...pages.routes.flatMap(({ id, path, hasAction }) => [
      ...parametersOf(path).flatMap((name) => (name in PARAMETERS ? [] : [`${id}: which ids does :${name} take?`])),
      ...(hasAction && !(id in FORMS) ? [`${id}: which forms does it take?`] : []),
    ]),
  ];
  for (const [id, forms] of Object.entries(FORMS)) if ((await forms()).length === 0) found.push(`${id}: no form`);
  return found;
}

/** Every request with ids of the other shop: each id in each path and each form, their orders and names in what lists read. */
export async function foreignIds(opened: Opened): Promise<Asked[]> {
  const all = someOfEach(opened);
  const searched = [...(opened.ids.get("order_id") ?? []), "Zafirones", "ana@zafirones.example"];
  const probes = await Promise.all(
    opened.pages.routes.map(async (route) => [
      ...(route.hasLoader ? readsOf(route, all, searched) : []),
      ...(route.hasAction ? await formsTo(route, opened, all) : []),
    ]),
  );
  return probes.flat();
}

/** An id of each column. Our own numbers are small: one of theirs may be a parcel of theirs and an intent of mine, and then it is mine. */
function someOfEach({ ids, myIds }: Opened): string[] {
  const own = new Set([...myIds.values()].flat());
  return [...new Set([...ids.values()].flatMap((column) => column.filter((id) => !own.has(id)).slice(0, 1)))];
}

/** The addresses at which a shop's own people find their things, route by route; `ids`: whose. */
export function ownIds({ pages }: Opened, ids: Opened["ids"]): Asked[] {
  return pages.routes.flatMap((route) =>
    (route.hasLoader ? parametersOf(route.path) : []).flatMap((name) =>
      (ids.get(PARAMETERS[name] ?? "") ?? []).map((id) => ({
        route: route.id,
        address: addressOf(route, fill(route.path, id)),
      })),
    ),
  );
}

/** Every form of every page of the admin, about my own things. */
export async function everyForm({ pages, myIds }: Opened): Promise<Asked[]> {
  const takers = pages.routes.filter(({ path, hasAction }) => hasAction && path.startsWith("/app"));
  const asked = takers.map(async (route) => {
    const [parameter = ""] = parametersOf(route.path);
    const [own = "x"] = myIds.get(PARAMETERS[parameter] ?? "") ?? [];
    const forms = (await FORMS[route.id]?.()) ?? [];
    return forms.map((form) => ({
      route: route.id,
      address: addressOf(route, fill(route.path, own)),
      form: withId(form, own),
    }));
  });
  return (await Promise.all(asked)).flat();
}

/** One address of every route, and one form where it takes any. */
export function everyRoute({ pages }: Opened, id: string): Asked[] {
  return pages.routes.flatMap((route) => {
    const address = addressOf(route, fill(route.path, id));
    return [
      { route: route.id, address },
      ...(route.hasAction ? [{ route: route.id, address, form: { action: "showCustomer" } }] : []),
    ];
  });
}

function readsOf(route: PageRoute, all: readonly string[], searched: readonly string[]): Asked[] {
  const queries = (id: string) => [`?order=${id}&after=1_${id}`, `?q=${encodeURIComponent(id)}`];
  const paths =
    parametersOf(route.path).length > 0
      ? all.map((id) => fill(route.path, id))
      : searched.flatMap((id) => queries(id).map((query) => fill(route.path, "x") + query));
  return paths.map((path) => ({ route: route.id, address: addressOf(route, path) }));
}

/** Forms with each id, sent to my own order as well as to theirs. */
async function formsTo(route: PageRoute, { ids, myIds }: Opened, all: readonly string[]): Promise<Asked[]> {
  const [parameter] = parametersOf(route.path);
  const column = PARAMETERS[parameter ?? ""] ?? "";
  const mine = myIds.get(column)?.slice(0, 1) ?? [];
  const asked: Asked[] = [];
  for (const form of (await FORMS[route.id]?.()) ?? []) {
    const named = Object.values(form).some((value) => value.includes(ID));
    const forms = named ? all.map((id) => withId(form, id)) : [form];
    // A form that names nothing is only theirs at their address: at mine it is my own business.
    const places = parameter === undefined ? ["x"] : [...(ids.get(column) ?? []).slice(0, 1), ...(named ? mine : [])];
    for (const place of places)
      for (const each of forms)
        asked.push({ route: route.id, address: addressOf(route, fill(route.path, place)), form: each });
  }
  return asked;
}
