import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { PickScanning } from "./use-pick-scans.ts";

interface ScanSaidProps {
  readonly scanning: PickScanning;
  /** What is wanted here, in words. */
  readonly wanted: string;
  /** Whether the totes are to be said. */
  readonly totes: boolean;
}

/** What came of the last scan: taken, or what was scanned and what is wanted. Read aloud at once when it is wrong. */
export function ScanSaid({ scanning: { last, stopped, offline, waiting }, wanted, totes }: ScanSaidProps) {
  const { t } = useTranslation("picking");
  return (
    <>
      {stopped?.status === "held" && <Notice tone="critical" title={t("scan.held", { name: stopped.name })} />}
      {stopped?.status === "closed" && <Notice tone="critical" title={t("scan.closed")} />}
      {offline && <Notice tone="warning" title={t("scan.offline")} />}
      {waiting > 0 && (
        <Text small tone="subdued">
          {t("scan.sending", { count: waiting })}
        </Text>
      )}
      {last?.result && <Verdict last={{ ...last, result: last.result }} wanted={wanted} totes={totes} />}
    </>
  );
}

function Verdict({
  last: { code, units, result },
  wanted,
  totes,
}: Pick<ScanSaidProps, "wanted" | "totes"> & {
  readonly last: NonNullable<PickScanning["last"]> & {
    readonly result: NonNullable<NonNullable<PickScanning["last"]>["result"]>;
  };
}) {
  const { t } = useTranslation("picking");
  const { verdict, places } = result;
  if (verdict === "taken" || verdict === "undone")
    return (
      <div role="status">
        <Notice
          tone="success"
          title={t(`scan.${verdict}`, { code, count: units })}
          {...(totes && verdict === "taken" && places.length > 0
            ? { children: t("scan.tote", { totes: places.join(", "), count: places.length }) }
            : {})}
        />
      </div>
    );
  return (
    <div role="alert">
      <Notice tone="critical" title={t(`scan.${verdict}`, { code, count: units })}>
        {wanted !== "" && t("scan.wanted", { wanted })}
      </Notice>
    </div>
  );
}
