# The image holds Node, the compiled program and its production packages: no compiler, no tests,
# no TypeScript. Sizes and users are the base image's; nothing is installed from the system's
# packages.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && find dist -name '*.d.ts' -delete

FROM node:24-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /segkv
COPY --from=packages /packages/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json LICENSE ./
COPY scripts/healthcheck.mjs ./scripts/
# Files that the server writes (dumps, a configuration to rewrite) go here.
RUN mkdir /data && chown node:node /data
VOLUME /data
WORKDIR /data
USER node
EXPOSE 6379
# PING over a socket; the image has no redis-cli. SEGKV_PORT tells another port than 6379.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "/segkv/scripts/healthcheck.mjs"]
ENTRYPOINT ["node", "/segkv/dist/main.js"]
# A container is reached through its published ports only, so it listens on every address.
# Arguments given to `docker run` replace these.
CMD ["--bind", "0.0.0.0", "--protected-mode", "no"]
