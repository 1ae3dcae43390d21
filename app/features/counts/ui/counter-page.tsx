import { useNavigate, useRevalidator } from "@remix-run/react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { Button, LinkButton } from "../../../shell/ui/button.tsx";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { LinkTabs } from "../../../shell/ui/link-tabs.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { QuantityForm } from "../../../shell/ui/quantity-form.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import type { countPage } from "../count-page.server.ts";
import type { ListedLine } from "../lines.server.ts";
import { useScans, type Scanning } from "./use-scans.ts";

type CounterData = NonNullable<Awaited<ReturnType<typeof countPage>>>;

/** Where somebody counts, with a phone or a scanner in one hand: one big field, the last item, and what is left. */
export function CounterPage({ count, filter, page }: CounterData) {
  const { t } = useTranslation("counts");
  const { revalidate } = useRevalidator();
  const scanning = useScans(count.countId, () => revalidate());
  const [picked, setPicked] = useState<ListedLine>();
  const address = (parameters: Record<string, string>) =>
    `/app/inventory/counts/${count.countId}/count?${new URLSearchParams(parameters).toString()}`;
  const scan = (code: string) => {
    setPicked(undefined);
    scanning.add(code);
  };
  const current = picked ? (page.lines.find(({ itemId }) => itemId === picked.itemId) ?? picked) : undefined;
  const taking = count.status === "counting" || count.status === "review";
  return (
    <Page
      title={count.name}
      subtitle={t("progress", { done: count.total - (count.lines.open ?? 0), all: count.total })}
      back={{ label: t("title"), to: `/app/inventory/counts/${count.countId}` }}
    >
      {(scanning.closed || !taking) && <Notice tone="critical" title={t("counter.closed")} />}
      {scanning.offline && <Notice tone="warning" title={t("counter.offline")} />}
      <Card>
        <Stack gap="loose">
          <ScanField label={t("counter.scan")} button={t("counter.add")} onScan={scan} />
          <Current scanning={scanning} picked={current} onScan={scan} />
          <Row>
            <CameraButton label={t("counter.camera")} failed={t("counter.cameraFailed")} onScan={scan} />
            {scanning.undo && <Button onClick={scanning.undo}>{t("counter.undo")}</Button>}
            <LinkButton to={`/app/inventory/counts/${count.countId}`}>{t("counter.finish")}</LinkButton>
          </Row>
          {scanning.waiting > 0 && (
            <Text small tone="subdued">
              {t("counter.sending", { count: scanning.waiting })}
            </Text>
          )}
        </Stack>
      </Card>
      <Card padded={false}>
        <div className="e-condensed">
          <LinkTabs
            label={t("page.lines")}
            tabs={(["open", "counted"] as const).map((look) => ({
              to: address({ look }),
              label: t(look === "open" ? "counter.toCount" : "counter.alreadyCounted"),
              selected: look === filter.look,
            }))}
          />
        </div>
        <Find search={filter.search} address={(q) => address({ look: filter.look, ...(q && { q }) })} />
        <Lines lines={page.lines} onPick={setPicked} />
        {page.after !== null && (
          <div className="e-condensed">
            <LinkButton to={address({ look: filter.look, q: filter.search, after: page.after })}>
              {t("page.next")}
            </LinkButton>
          </div>
        )}
      </Card>
    </Page>
  );
}

interface CurrentProps {
  readonly scanning: Scanning;
  readonly picked: ListedLine | undefined;
  readonly onScan: (code: string) => void;
}

/** The item in hand: what it is, how many were counted, and a field to type how many there are. */
function Current({ scanning: { last, set }, picked, onScan }: CurrentProps) {
  const { t } = useTranslation("counts");
  const item = picked ?? last?.item ?? undefined;
  if (!picked && !last) return <Text tone="subdued">{t("counter.ready")}</Text>;
  if (!picked && last?.item === null)
    return <Notice tone="warning" title={t("counter.unknown", { code: last.code })} />;
  if (!item) return <Text tone="subdued">{t("counter.wait", { code: last?.code })}</Text>;
  return (
    <div role="status">
      <Stack>
        <Text strong>{[item.title, item.variant].filter(Boolean).join(" · ")}</Text>
        <Text small tone="subdued">
          {item.sku ?? item.barcode ?? ""}
        </Text>
        <span className="e-big">{t("counter.counted", { count: item.counted ?? 0 })}</span>
        {item.extra && <Text small>{t("counter.extra")}</Text>}
        {"tracked" in item && !item.tracked && <Text tone="critical">{t("counter.untracked")}</Text>}
        {"stocked" in item && !item.stocked && <Text tone="critical">{t("counter.inactive")}</Text>}
        {"onHand" in item && item.onHand !== null && <Text>{t("counter.expected", { count: item.onHand })}</Text>}
        <QuantityForm
          key={item.itemId}
          label={t("counter.quantity")}
          button={t("counter.set")}
          onUnits={(units) => set(item.sku ?? item.barcode ?? item.itemId, units, item)}
          onScan={onScan}
        />
      </Stack>
    </div>
  );
}

function Find({ search, address }: { readonly search: string; readonly address: (q: string) => string }) {
  const { t } = useTranslation("counts");
  const navigate = useNavigate();
  const href = useHref();
  const [text, setText] = useState(search);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    navigate(href(address(text.trim())), { replace: true, preventScrollReset: true });
  };
  return (
    <form onSubmit={submit} className="e-condensed" role="search">
      <input
        className="e-find"
        type="search"
        value={text}
        aria-label={t("counter.find")}
        placeholder={t("counter.find")}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

function Lines({
  lines,
  onPick,
}: {
  readonly lines: readonly ListedLine[];
  readonly onPick: (line: ListedLine) => void;
}) {
  const { t, i18n } = useTranslation("counts");
  if (lines.length === 0)
    return (
      <div className="e-condensed">
        <Text tone="subdued">{t("page.noLines")}</Text>
      </div>
    );
  return lines.map((line) => (
    <button key={line.itemId} type="button" className="e-pick" onClick={() => onPick(line)}>
      <Stack gap="tight">
        <Text>{[line.title, line.variant].filter(Boolean).join(" · ")}</Text>
        <Text small tone="subdued">
          {[line.bin, line.sku ?? line.barcode].filter(Boolean).join(" · ")}
        </Text>
      </Stack>
      <Text strong>{line.counted === null ? "–" : formatNumber(line.counted, i18n.language)}</Text>
    </button>
  ));
}
