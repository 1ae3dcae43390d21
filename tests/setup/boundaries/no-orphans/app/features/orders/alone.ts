// reported
export const alone = 1;
