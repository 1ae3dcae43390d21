import { SkeletonBodyText, SkeletonPage } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Card } from "./card.tsx";

/** Shown while the texts or the code of a page are on their way. */
export function LoadingPage() {
  const { t } = useTranslation("shell");
  return (
    <div role="status" aria-label={t("loading")}>
      <SkeletonPage>
        <Card>
          <SkeletonBodyText lines={6} />
        </Card>
      </SkeletonPage>
    </div>
  );
}
