/** What a store that ships has set up before a journey begins: an account with the stand-in carrier, and what Entrega may do. */
import { CARRIER_KEY, type LiveWorld } from "./live-world.ts";
import { openApp, press, type Walk } from "./walk.ts";

/** The stand-in carrier's account, as its settings page stores it. */
export async function connectCarrier({ handle }: Walk): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveCarrierAccount } = await import("../../app/features/carriers/public.server.ts");
  const { shopIdOf } = await import("../../app/features/shops/public.server.ts");
  const shopId = await shopIdOf(`${handle}.myshopify.com`);
  if (shopId === undefined) throw new Error("not installed");
  const account = { carrier: "stand-in", credentials: { apiKey: CARRIER_KEY }, enabled: true };
  await inShop(shopId, (tx) => saveCarrierAccount(tx, account, new Date()));
}

/** Somebody turns effects on, one after the other, in the settings. */
export async function turnOn(
  world: LiveWorld,
  walk: Walk,
  ...effects: readonly ("route" | "hold" | "ship" | "events")[]
): Promise<void> {
  const { app, say } = walk;
  await openApp(world, walk, "/app/settings");
  for (const name of effects) {
    const effect = say(`settings:effects.${name}.title`);
    await press(walk, say("settings:effects.turnOnSpoken", { effect }));
    await app.getByRole("button", { name: say("settings:effects.turnOffSpoken", { effect }) }).waitFor();
  }
}
