/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { useState } from "preact/hooks";
import type { OfferedChoice, ShopperView } from "../../../app/features/shopper/domain/shopper-view.ts";
import { typedIn } from "../../shared/field-event.ts";
import type { Asked, Shopper } from "../../shared/use-shopper.ts";
import type { Words } from "../../shared/words.ts";

/** What the shopper of a late order may do, each with what follows from it; and what has come of what they chose. */
export function Choices({ shopper, view, words }: { shopper: Shopper; view: ShopperView; words: Words }) {
  const [picked, setPicked] = useState<OfferedChoice | null>(null);
  const { chosen, offered } = view;
  const open = offered.find(({ kind }) => kind === picked?.kind);
  const late = view.late === "passed" ? "passed" : "expected";
  return (
    <>
      {chosen !== null && (
        <s-banner tone={chosen.state === "refused" || chosen.state === "declined" ? "warning" : "info"}>
          <s-stack gap="small-200">
            <s-text type="strong">{words.text(`choice.${chosen.kind}.title`)}</s-text>
            <s-text>{words.text(chosen.kind === "wait" ? "choice.waiting" : `choice.state.${chosen.state}`)}</s-text>
          </s-stack>
        </s-banner>
      )}
      {offered.length > 0 && (
        <s-box border="base" borderRadius="base" padding="base">
          {offered.every(({ kind }) => kind === "wait") ? (
            <OnlyWait late={late} shopper={shopper} words={words} />
          ) : (
            <s-stack gap="small-200">
              <s-heading>{words.text("choice.heading")}</s-heading>
              <s-text>{words.text(`choice.${late}`)}</s-text>
              {open === undefined ? (
                <s-stack direction="inline" gap="small-200">
                  {offered.map((choice) => (
                    <s-button key={choice.kind} disabled={shopper.busy} onClick={() => setPicked(choice)}>
                      {words.text(`choice.${choice.kind}.title`)}
                    </s-button>
                  ))}
                </s-stack>
              ) : (
                <Confirm key={open.kind} choice={open} shopper={shopper} words={words} onBack={() => setPicked(null)} />
              )}
            </s-stack>
          )}
        </s-box>
      )}
    </>
  );
}

interface OnlyWaitProps {
  readonly late: "passed" | "expected";
  readonly shopper: Shopper;
  readonly words: Words;
}

/** What has left cannot be changed: that is no question. To say that waiting is fine takes nothing away, so it is not asked twice. */
function OnlyWait({ late, shopper, words }: OnlyWaitProps) {
  return (
    <s-stack gap="small-200">
      <s-heading>{words.text("choice.alone.heading")}</s-heading>
      <s-text>{words.text(`choice.alone.${late}`)}</s-text>
      <Buttons
        asked={{ act: "choose", kind: "wait" }}
        shopper={shopper}
        words={words}
        confirm={words.text("choice.alone.button")}
      />
    </s-stack>
  );
}

interface ConfirmProps {
  readonly choice: OfferedChoice;
  readonly shopper: Shopper;
  readonly words: Words;
  readonly onBack: () => void;
}

/** Says what will happen, and asks once more: none of these can be taken back with a click. */
function Confirm({ choice, shopper, words, onBack }: ConfirmProps) {
  const swaps = choice.swaps ?? [];
  const wishes = swaps.flatMap(({ lineId, title, variants }) =>
    variants.map((each) => ({ lineId, variantId: each.variantId, label: `${title} → ${each.title}` })),
  );
  const [wish, setWish] = useState(wishes[0]?.variantId ?? "");
  const asked = askedOf(
    choice,
    wishes.find(({ variantId }) => variantId === wish),
  );
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.text(`choice.${choice.kind}.title`)}</s-text>
      <s-text>{words.text(`choice.${choice.kind}.text`, { now: choice.now ?? 0, later: choice.later ?? 0 })}</s-text>
      {wishes.length > 0 && (
        <s-select label={words.text("choice.swap.label")} value={wish} onChange={(event) => setWish(typedIn(event))}>
          {wishes.map(({ variantId, label }) => (
            <s-option key={variantId} value={variantId}>
              {label}
            </s-option>
          ))}
        </s-select>
      )}
      <Buttons asked={asked} shopper={shopper} words={words} confirm={words.text("confirm")} onBack={onBack} />
    </s-stack>
  );
}

function askedOf(
  { kind }: OfferedChoice,
  wish: { readonly lineId: string; readonly variantId: string } | undefined,
): Asked | null {
  if (kind !== "swap") return { act: "choose", kind };
  return wish === undefined ? null : { act: "choose", kind, lineId: wish.lineId, variantId: wish.variantId };
}

interface ButtonsProps {
  /** Null: something is still to be said. */
  readonly asked: Asked | null;
  readonly shopper: Shopper;
  readonly words: Words;
  readonly confirm: string;
  /** Missing: there is nothing to go back to. */
  readonly onBack?: () => void;
}

/** Send, or go back. A failure is said beside them: nothing is lost, and the same try is sent again. */
export function Buttons({ asked, shopper, words, confirm, onBack }: ButtonsProps) {
  const { busy, told, act } = shopper;
  return (
    <>
      {told === "failed" && <s-banner tone="critical">{words.text("not_sent")}</s-banner>}
      <s-stack direction="inline" gap="small-200">
        <s-button
          variant="primary"
          loading={busy}
          disabled={busy || asked === null}
          onClick={() => {
            if (asked !== null) act(asked);
          }}
        >
          {confirm}
        </s-button>
        {onBack && (
          <s-button disabled={busy} onClick={onBack}>
            {words.text("back")}
          </s-button>
        )}
      </s-stack>
    </>
  );
}
