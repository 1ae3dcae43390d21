import type { TFunction } from "i18next";
import type { Fault } from "../domain/fault.ts";

/** What is wrong, in words for whoever fills in a form. */
export function faultText(t: TFunction<"automation">, { code, path, params }: Fault): string {
  if (code === "missing" || (code === "unknownField" && params["name"] === "")) return t("page.fault.missing");
  if (code === "wrongType" && /^(number|int)$/.test(String(params["expected"]))) return t("page.fault.number");
  if (code === "wrongType") return t("page.fault.missing");
  if (code === "tooSmall" && params["limit"] === 1 && path.at(-1) !== "level") return t("page.fault.missing");
  return t(`fault.${code}`, params);
}
