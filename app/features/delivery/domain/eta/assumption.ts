/**
 * What is taken to be so until parcels tell: one working day to hand over and two to five on the way at home (as `EstimateModel`), two to ten abroad; in
 * days of the calendar, and one in ten later than twice as long. It weighs as much as ASSUMED_PARCELS parcels.
 */
const AT_HOME_DAYS = 4;
const ABROAD_DAYS = 7;
export const ASSUMED_PARCELS = 10;

export const assumedDays = ({ abroad }: { readonly abroad: boolean }): number => (abroad ? ABROAD_DAYS : AT_HOME_DAYS);

/** ln 2 ÷ 1.2816: the standard deviation of a normal distribution of logarithms, one in ten of which is above twice the median. */
const ASSUMED_SPREAD = 0.541;
/** The quantiles 0.1, 0.2 … 0.9 of the standard normal distribution. */
const NORMAL = [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816];

/** The assumption as parcels: logarithms around its median. */
export const ASSUMED_RESIDUALS: readonly number[] = NORMAL.map((each) => each * ASSUMED_SPREAD);
