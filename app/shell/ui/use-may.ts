import { useRouteLoaderData } from "@remix-run/react";
import { permissionOfPage, type Permission } from "../../core/permissions.ts";
import type { loader } from "../routes/frame.tsx";

/** Whether the reader may do something. Outside the frame nobody is known, and nothing is hidden: there the server alone answers. */
export function useMay(): (permission: Permission) => boolean {
  const data = useRouteLoaderData<typeof loader>("shell/routes/frame");
  return (permission) => data?.permissions.includes(permission) ?? true;
}

/** Whether the reader may see the page of an address: links that would end at a refusal are not links. */
export function useMaySee(): (to: string) => boolean {
  const may = useMay();
  return (to) => may(permissionOfPage(to));
}
