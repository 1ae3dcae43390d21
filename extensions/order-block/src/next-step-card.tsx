/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import type { ShownNext } from "./read-block.ts";
import type { StaffWords } from "./staff-words.ts";

/** The one thing to do, with the way to the page of the app where it is done. */
export function NextStepCard({ next, words }: { next: ShownNext; words: StaffWords }) {
  const { code, risk, path } = next;
  const title = risk === null ? words.text(`next.${code}.title`) : words.text(`risk.${risk}.act`);
  return (
    <s-box padding="base" borderRadius="base" background="subdued">
      <s-stack gap="small-200">
        <s-text color="subdued">{words.text(path === null ? "next.waits" : "next.heading")}</s-text>
        <s-text type="strong">{title}</s-text>
        {path !== null && (
          <s-stack direction="inline">
            <s-button variant="primary" href={linkTo(path)}>
              {words.text(`next.${code}.go`)}
            </s-button>
          </s-stack>
        )}
      </s-stack>
    </s-box>
  );
}

/** `app:` is the app's own address in the admin, whatever the shop and the app are called there. */
function linkTo(path: string): string {
  return `app:${path.slice(1)}`;
}
