export const recordIntents = () => 1;
