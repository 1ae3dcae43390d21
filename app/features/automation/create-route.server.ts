import type { z } from "zod";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { textsFor } from "../../shell/i18n/texts.server.ts";
import { readForm } from "../../shell/read-form.server.ts";
import { readUpload } from "../../shell/read-upload.server.ts";
import type { Admin } from "../../shell/require-admin.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { createFromFile, createFromForm, newSetSchema, type Created } from "./create-set.server.ts";

/** A thousand rules of one kilobyte, twice. */
export const MOST_BYTES = 2_000_000;

type NewSet =
  | { readonly kind: "form"; readonly typed: z.output<typeof newSetSchema> }
  | { readonly kind: "file"; readonly upload: Awaited<ReturnType<typeof readUpload>> };

/** What was sent: a new set as a file or a form, or something else. */
export async function readSetForm(
  request: Request,
): Promise<NewSet | { readonly kind: "act"; readonly texts: Readonly<Record<string, string>> }> {
  if (request.headers.get("content-type")?.startsWith("multipart/") === true)
    return { kind: "file", upload: await readUpload(request, MOST_BYTES) };
  const texts = await readForm(request);
  const { success, data } = newSetSchema.safeParse(texts);
  return success ? { kind: "form", typed: data } : { kind: "act", texts };
}

/** Makes a set and leads to it, or says why not. */
export async function makeSet(
  { shopId, userId, locale, redirect }: Admin,
  sent: NewSet,
  now: Date,
): Promise<Created | Response> {
  const created = await inShop(shopId, async (tx): Promise<Created> => {
    if (sent.kind === "form") {
      const t = textsFor(locale).getFixedT(locale, "automation");
      const { currency } = await shopProfile(shopId);
      const beginning = { say: (key: string) => t(key as "page.title"), currency };
      return createFromForm(tx, sent.typed, beginning, userId, now);
    }
    if (sent.upload === "too_large") return { status: "tooLarge" };
    // The browser sends no form without a file: somebody trying.
    if (sent.upload.file === null) throw new Response(null, { status: 400 });
    return createFromFile(tx, sent.upload.file, userId, now);
  });
  return created.status === "created" ? redirect(`/app/automations/${created.setId}`) : created;
}
