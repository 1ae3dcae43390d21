import { useTranslation } from "react-i18next";
import { Notice } from "../../../shell/ui/notice.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { PutBack } from "../pick-page.server.ts";
import type { Task } from "../tasks.server.ts";
import { codeOf, nameOf } from "./pick-words.tsx";

interface ChangesProps {
  readonly tasks: readonly Pick<Task, "taskId" | "orderName" | "status" | "reason" | "news">[];
  readonly putBacks: readonly Pick<PutBack, "taskId" | "orderName" | "line" | "units">[];
}

/** What has happened to orders of a batch since they were put into it, and what to do about it. */
export function Changes({ tasks, putBacks }: ChangesProps) {
  const { t } = useTranslation("picking");
  const voided = tasks.filter(({ status, reason }) => status === "void" && reason !== "released");
  const changed = tasks.filter(({ status, news }) => status !== "void" && news !== "");
  return (
    <>
      {voided.map(({ taskId, orderName, reason }) => (
        <Notice
          key={taskId}
          tone="warning"
          title={t(`voided.${reason === "" ? "gone" : reason}`, { order: orderName })}
        >
          {reason === "short" ? t("voided.shortDo") : t("voided.do")}
        </Notice>
      ))}
      {changed.map(({ taskId, orderName, news }) => (
        <Notice
          key={taskId}
          tone="warning"
          title={t(`news.${news === "address" ? "address" : "edited"}`, { order: orderName })}
        >
          {t("news.do")}
        </Notice>
      ))}
      {putBacks.length > 0 && (
        <Notice tone="critical" title={t("putBack.title")}>
          <Stack gap="tight">
            {putBacks.map(({ taskId, orderName, line, units }) => (
              <Text key={`${taskId} ${line.orderLineId}`} block>
                {t("putBack.line", {
                  count: units,
                  item: nameOf(line),
                  code: codeOf(line),
                  bin: line.bin || t("noBin"),
                })}{" "}
                <AppLink to={`/app/fulfillment/pack/${taskId}`}>{orderName}</AppLink>
              </Text>
            ))}
          </Stack>
        </Notice>
      )}
    </>
  );
}
