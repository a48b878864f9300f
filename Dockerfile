# One image for every role: `docker run perspektiv --role collect`.
FROM node:24-bookworm-slim AS build
WORKDIR /srv/perspektiv
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    PERSPEKTIV_CONFIG=/srv/config \
    PERSPEKTIV_DATA=/srv/data \
    PERSPEKTIV_HOST=0.0.0.0 \
    MALLOC_ARENA_MAX=2
WORKDIR /srv/perspektiv
COPY --from=build /srv/perspektiv/package.json ./
COPY --from=build /srv/perspektiv/node_modules ./node_modules
COPY --from=build /srv/perspektiv/dist ./dist
COPY --from=build /srv/perspektiv/config ./config
COPY --from=build /srv/perspektiv/docs/handing-in.md /srv/perspektiv/docs/datasets.md ./docs/
COPY --from=build /srv/perspektiv/apps/cli/perspektiv.js ./apps/cli/perspektiv.js
COPY --from=build /srv/perspektiv/apps/monitor/open-api.schemas.json ./apps/monitor/open-api.schemas.json
RUN ln -s /srv/perspektiv/config /srv/config && install -d -o node -g node /srv/data
USER node
VOLUME /srv/data
EXPOSE 3000
ENTRYPOINT ["node", "--max-semi-space-size=1", "--heap-growing-percent=40", "dist/apps/monitor/src/main.js"]
