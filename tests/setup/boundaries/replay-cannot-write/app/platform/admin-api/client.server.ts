export const request = () => 3;
