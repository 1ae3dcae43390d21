import { useTranslation } from "react-i18next";

/** A page outside Shopify's admin: no frame, no Polaris, nothing about any shop. */
export function OutsidePage({ reason }: { readonly reason: "outside" | "failed" }) {
  const { t } = useTranslation("shell");
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", maxWidth: "36rem", margin: "15vh auto", padding: "0 1.5rem" }}>
      <h1>{t(`outside.${reason}.title`)}</h1>
      <p>{t(`outside.${reason}.text`)}</p>
    </main>
  );
}
