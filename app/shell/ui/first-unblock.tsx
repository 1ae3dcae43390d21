import { useTranslation } from "react-i18next";
import type { OrderId } from "../../core/ids.ts";
import type { FirstUnblock as First } from "../../features/routing/public.server.ts";
import { AppLink } from "./app-link.tsx";
import { Stack } from "./stack.tsx";
import { Text } from "./text.tsx";
import { pathToUnblock, useUnblock } from "./use-unblock.ts";

interface FirstUnblockProps {
  readonly orderId: OrderId;
  /** Undefined: it lacks nothing, somebody holds it. */
  readonly first: First | undefined;
}

/** The first thing that would let an order ship, with the way to it, and how many more the order's page has. */
export function FirstUnblock({ orderId, first }: FirstUnblockProps) {
  const { t } = useTranslation("orders");
  const say = useUnblock();
  const order = `/app/orders/${orderId}`;
  if (first === undefined) return <AppLink to={order}>{t("unblock.release")}</AppLink>;
  const { unblock, line, setId, more } = first;
  if (unblock === null) return <Text>{t("unblock.nothing")}</Text>;
  return (
    <Stack gap="tight">
      <AppLink to={pathToUnblock(unblock, setId)}>{say(unblock, line)}</AppLink>
      {more > 0 && (
        <Text small>
          <AppLink to={order}>{t("unblock.more", { count: more })}</AppLink>
        </Text>
      )}
    </Stack>
  );
}
