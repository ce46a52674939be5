# The one image of Vårdrum: web workers, jobs and migrations differ only in their command.
FROM node:24-bookworm-slim AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VARDRUM_MODE=production VARDRUM_DATA=/data
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary http-ece -r requirements.lock \
    && useradd --system --uid 10001 --home-dir /data --create-home vardrum
COPY manage.py ./
COPY chatserver/ chatserver/
COPY people/ people/
COPY rooms/ rooms/
COPY signaling/ signaling/
COPY triage/ triage/
COPY visits/ visits/
COPY insight/ insight/
COPY --from=frontend /src/frontend/dist/ frontend/dist/
USER vardrum
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
# Frames above 64 KiB are refused before they are read; 30 s is what draining may take.
CMD ["uvicorn", "chatserver.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--ws", "chatserver.launcher.whole_frames:WholeFrames", "--ws-max-size", "65536", \
     "--ws-per-message-deflate", "false", "--no-access-log", "--timeout-graceful-shutdown", "30"]
