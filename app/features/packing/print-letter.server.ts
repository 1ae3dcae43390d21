import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { askPrinter } from "./ask-printer.server.ts";
import type { Letter } from "./domain/letter.ts";
import { paperSettings } from "./settings.server.ts";

/** A letter as PDF on the shop's paper; the sender is the one of its slips, or `otherwise` when the merchant has not said. */
export async function printLetter(
  shopId: ShopId,
  letter: Omit<Letter, "sender">,
  otherwise: string,
): Promise<Uint8Array> {
  const { sender, paper } = await inShop(shopId, paperSettings);
  return askPrinter({
    documents: [{ kind: "letter", letter: { ...letter, sender: sender || otherwise } }],
    // A letter goes on a page of an office, also where slips go on labels.
    paper: paper === "label" ? "a4" : paper,
    twoUp: false,
  });
}
