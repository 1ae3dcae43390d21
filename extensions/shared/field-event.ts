/** What a field of Shopify's has now, when it tells that it changed. Preact types its events as any element's. */
export function typedIn({ currentTarget }: Event): string {
  return currentTarget !== null && "value" in currentTarget && typeof currentTarget.value === "string"
    ? currentTarget.value
    : "";
}

/** Whether a checkbox is on now. */
export function isChecked({ currentTarget }: Event): boolean {
  return currentTarget !== null && "checked" in currentTarget && currentTarget.checked === true;
}
