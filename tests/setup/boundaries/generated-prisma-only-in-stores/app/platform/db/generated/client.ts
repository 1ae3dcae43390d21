export const PrismaClient = 1;
