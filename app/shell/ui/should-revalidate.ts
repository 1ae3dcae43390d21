import type { ShouldRevalidateFunction } from "@remix-run/react";

/**
 * Each page's answer to the question whether it is read anew after a form was sent: not when the form was not taken (untaken.ts). Nothing has changed then, and
 * who may no longer see the page would lose what they typed on it.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus = 200, defaultShouldRevalidate }) =>
  actionStatus < 400 && defaultShouldRevalidate;
