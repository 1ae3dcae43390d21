export const requireAdmin = 1;
