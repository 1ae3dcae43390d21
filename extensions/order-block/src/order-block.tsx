import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";
import { render } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { loadBlock, type Loaded } from "./load-block.ts";
import { NextStepCard } from "./next-step-card.tsx";
import { Parcels } from "./parcels.tsx";
import { Promised } from "./promised.tsx";
import type { ShownBlock } from "./read-block.ts";
import { Risks } from "./risks.tsx";
import { staffWords, type StaffWords } from "./staff-words.ts";

declare const shopify: Api;

/** Block on the order's page in Shopify's admin: `admin.order-details.block.render`. */
export default function orderBlock(): void {
  render(<OrderBlock admin={shopify} />, document.body);
}

function OrderBlock({ admin }: { admin: Api }) {
  const orderGid = admin.data.selected[0]?.id ?? "";
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [tries, setTries] = useState(0);
  // At once and not after the next frame: the answer is what staff wait for.
  useLayoutEffect(() => {
    let shown = true;
    setLoaded(null);
    void loadBlock(admin, orderGid).then((next) => {
      if (shown) setLoaded(next);
    });
    return () => {
      shown = false;
    };
  }, [admin, orderGid, tries]);
  const zone = loaded?.state === "known" ? loaded.block.timezone : undefined;
  const words = staffWords(admin.i18n, zone, new Date());
  const summary = loaded?.state === "known" ? words.text(`next.${loaded.block.next.code}.short`) : "";
  return (
    <s-admin-block heading={words.text("heading")} collapsedSummary={summary}>
      <Body loaded={loaded} words={words} onAgain={() => setTries(tries + 1)} />
    </s-admin-block>
  );
}

function Body({ loaded, words, onAgain }: { loaded: Loaded | null; words: StaffWords; onAgain: () => void }) {
  if (loaded === null) return <s-spinner accessibilityLabel={words.text("loading")} />;
  if (loaded.state === "known") return <Known block={loaded.block} words={words} />;
  if (loaded.state === "unknown") return <s-text color="subdued">{words.text("unknown_order")}</s-text>;
  return (
    <s-stack gap="base">
      <s-banner tone="warning" heading={words.text("away.title")}>
        {words.text("away.text")}
      </s-banner>
      {loaded.promise !== null && <Promised promise={loaded.promise} kept={null} words={words} />}
      <s-button onClick={onAgain}>{words.text("away.again")}</s-button>
    </s-stack>
  );
}

function Known({ block, words }: { block: ShownBlock; words: StaffWords }) {
  return (
    <s-stack gap="base">
      <NextStepCard next={block.next} words={words} />
      {block.stage !== "cancelled" && <Promised promise={block.promise} kept={block.kept} words={words} />}
      <Risks risks={block.risks} said={block.next.risk} words={words} />
      <Parcels parcels={block.parcels} words={words} />
    </s-stack>
  );
}
