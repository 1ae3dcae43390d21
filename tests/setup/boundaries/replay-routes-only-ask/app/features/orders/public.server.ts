export const hold = 1;
