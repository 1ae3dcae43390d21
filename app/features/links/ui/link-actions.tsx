import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import type { LinksData } from "./links-data.ts";
import { useChange } from "./use-change.ts";

type Link = LinksData["links"][number];

const TONES: Readonly<Record<Link["state"], BadgeTone>> = {
  offered: "info",
  expired: "neutral",
  confirmHere: "attention",
  confirmThere: "info",
  open: "success",
  ended: "neutral",
};

/** One word about where a link stands. */
export function LinkBadge({ link: { state } }: { readonly link: Link }) {
  const { t } = useTranslation("links");
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}

/** What can be done with a link now: confirm it, take the offer back, end it. */
export function LinkActions({ link, mayChange }: { readonly link: Link; readonly mayChange: boolean }) {
  const { t } = useTranslation("links");
  const { Form, busy } = useChange();
  const { linkId, state, peerDomain } = link;
  if (state === "ended") return null;
  const end = state === "offered" || state === "expired" ? "takeBack" : state === "open" ? "cut" : "refuse";
  return (
    <Row>
      {state === "confirmHere" && (
        <ActionForm form={Form} values={{ do: "confirm", link: linkId }}>
          <Button submit primary busy={busy} disabled={!mayChange}>
            {t("action.confirm", { shop: peerDomain })}
          </Button>
        </ActionForm>
      )}
      <ActionForm form={Form} values={{ do: "cut", link: linkId }}>
        <Button
          submit
          busy={busy}
          disabled={!mayChange}
          {...(peerDomain !== "" && { spoken: t(`action.${end}Spoken`, { shop: peerDomain }) })}
        >
          {t(`action.${end}`)}
        </Button>
      </ActionForm>
    </Row>
  );
}
