import { Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell, tellSaved } from "../audit/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { CARRIER_ABILITIES } from "./domain/carrier.ts";
import { labelTexts, readLabelForm, type LabelErrors } from "./domain/label-form.ts";
import { hookPath } from "./hook-token.server.ts";
import { readLabelSetting, writeLabelSetting } from "./label-setting.server.ts";
import { CARRIERS } from "./registry.server.ts";
import {
  carrierAccounts,
  disableCarrierAccount,
  labelSellers,
  openCarrier,
  readCredentials,
  saveCarrierAccount,
} from "./store.server.ts";
import { countUnknownCodes } from "./unknown-codes.server.ts";

/** Everything the page of carrier accounts shows. Credentials never leave the server. `appUrl`: where carriers reach us. */
export async function accountPage(shopId: ShopId, appUrl: string) {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    const accounts = await carrierAccounts(tx);
    const sellers = await labelSellers(tx);
    return {
      currency,
      setting: labelTexts(await readLabelSetting(tx), currency),
      sellers: sellers.map(({ code, name }) => ({ code, name })),
      checkers: sellers.flatMap(({ name, can }) => (can.addressCheck ? [name] : [])),
      unknownCodes: await countUnknownCodes(tx),
      carriers: [...CARRIERS.values()].map(({ facts, fields, hooks }) => {
        const account = accounts.find(({ carrier }) => carrier === facts.code);
        return {
          code: facts.code,
          name: facts.name,
          can: CARRIER_ABILITIES.filter((ability) => facts.can[ability]),
          fields,
          state:
            fields.length === 0
              ? ("always" as const)
              : account
                ? account.enabled
                  ? ("on" as const)
                  : ("off" as const)
                : ("none" as const),
          since: account?.updatedAt.toISOString() ?? null,
          hookUrl: hooks && account ? `${appUrl}${hookPath(shopId, facts.code)}` : null,
        };
      }),
    };
  });
}

/** `carrier`: whose form was sent. `wrong`: fields of it. `refused`: the carrier does not take the key; `away`: it did not answer; nothing was stored then. */
export type AccountOutcome =
  | { readonly status: "ruled" }
  | { readonly status: "wrongRule"; readonly errors: LabelErrors }
  | { readonly status: "wrong"; readonly carrier: string; readonly fields: readonly string[] }
  | { readonly status: "connected" | "works" | "refused" | "away" | "disabled" | "gone"; readonly carrier: string };

/** Connects an account: asked whether it works first, and stored only when it does. A secret that is left empty stays as it is. */
export async function connectAccount(
  shopId: ShopId,
  carrier: string,
  texts: Readonly<Record<string, string>>,
  now: Date,
): Promise<AccountOutcome> {
  const entry = CARRIERS.get(carrier);
  if (!entry || entry.fields.length === 0) return { status: "gone", carrier };
  const kept = await inShop(shopId, (tx) => readCredentials(tx, carrier));
  const typed = Object.fromEntries(
    entry.fields.flatMap(({ name }) => {
      const text = (texts[name] ?? "").trim();
      return text === "" ? [] : [[name, text]];
    }),
  );
  const credentials = entry.credentials.safeParse({ ...kept, ...typed });
  if (!credentials.success)
    return {
      status: "wrong",
      carrier,
      fields: [...new Set(credentials.error.issues.map(({ path }) => path.join(".")))],
    };
  const status = await tryOut(() => entry.open(credentials.data).test());
  if (status !== "works") return { status, carrier };
  await inShop(shopId, async (tx) => {
    await saveCarrierAccount(tx, { carrier, credentials: credentials.data, enabled: true }, now);
    await tell(tx, { code: "carriers.connected", subject: `carrier:${carrier}` }, now);
  });
  return { status: "connected", carrier };
}

/** Asks a connected carrier whether the account still works. */
export async function testAccount(shopId: ShopId, carrier: string): Promise<AccountOutcome> {
  const opened = await inShop(shopId, (tx) => openCarrier(tx, carrier));
  return opened ? { status: await tryOut(() => opened.test()), carrier } : { status: "gone", carrier };
}

/** No more labels from it; parcels on their way are followed to the end. */
export async function disableAccount(shopId: ShopId, carrier: string, now: Date): Promise<AccountOutcome> {
  await inShop(shopId, async (tx) => {
    if (await disableCarrierAccount(tx, carrier, now))
      await tell(tx, { code: "carriers.disabled", subject: `carrier:${carrier}` }, now);
  });
  return { status: "disabled", carrier };
}

/** Stores how labels are chosen, or nothing when a field is wrong. */
export async function saveLabelSetting(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  now: Date,
): Promise<AccountOutcome> {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    const sellers = await labelSellers(tx);
    const read = readLabelForm(
      texts,
      currency,
      sellers.map(({ code }) => code),
    );
    if (read.status === "wrong") return { status: "wrongRule", errors: read.errors };
    const before = labelTexts(await readLabelSetting(tx), currency);
    await writeLabelSetting(tx, read.setting, now);
    await tellSaved(tx, { subject: "labels", before, after: labelTexts(read.setting, currency) }, now);
    return { status: "ruled" };
  });
}

async function tryOut(test: () => Promise<void>): Promise<"works" | "refused" | "away"> {
  try {
    await test();
    return "works";
  } catch (error) {
    if (error instanceof Terminal) return "refused";
    if (error instanceof Retryable) return "away";
    throw error;
  }
}
