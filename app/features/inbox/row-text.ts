import type { TFunction } from "i18next";
import type { InboxKind } from "../../core/inbox.ts";

/** The texts a row is told in: of the feature that it comes from where it has them. */
export const INBOX_TEXTS = ["inbox", "onboarding", "orders", "risks", "settings"] as const;
export type InboxTexts = TFunction<(typeof INBOX_TEXTS)[number][]>;

interface Told {
  readonly kind: InboxKind;
  readonly what: string;
  readonly count: number;
}

/** What it is, in a few words. The database may hold a code this version has no text for: then the code itself. */
export function whatOf(t: InboxTexts, { kind, what, count }: Told): string {
  const unknown = { defaultValue: what };
  switch (kind) {
    case "order":
      return t(`orders:attention.${what as "unroutable"}`, unknown);
    case "risk":
      return t(`risks:kind.${what as "silent"}`, unknown);
    case "fault":
      return t(`onboarding:check.${what as "weight"}.title`, unknown);
    case "setAside":
      return t("inbox:what.setAside", { kind: t(`settings:setAside.kind.${what as "order"}`, unknown) });
    case "alert":
      return t(`inbox:what.alert.${what as "out"}`, unknown);
    case "drift":
      return t(`inbox:what.drift.${what as "less"}`, { ...unknown, count });
    case "message":
      return t(`inbox:what.message.${what as "failed"}`, unknown);
    case "code":
      return t("inbox:what.code");
  }
}

/** What to do next, as the words of a link. */
export const nextOf = (t: InboxTexts, { kind, what }: Told): string =>
  kind === "risk"
    ? t(`risks:action.${what as "silent"}`, { defaultValue: t("inbox:next.order") })
    : t(`inbox:next.${kind}`);

/** The thing itself: its name, or how many there are. */
export const nameOf = (t: InboxTexts, { name, count }: Told & { readonly name: string }): string =>
  name === "" ? t("inbox:things", { count }) : name;
