/** Whose driver takes parcels, as people read it: the courier, and through whom it was bought; or the carrier itself. */
export const carriedBy = (by: { readonly carrierName: string; readonly courier: string }): string =>
  by.courier === "" || by.courier === by.carrierName ? by.carrierName : `${by.courier} (${by.carrierName})`;
