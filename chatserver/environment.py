"""Every setting that comes from outside, read once and checked: a wrong one is one sentence, not a traceback later."""

import ipaddress
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from chatserver.core import outward
from chatserver.core.outward import OutwardError
from chatserver.core.places import BucketPlace

MODES = ("embedded", "test", "production")
DEVELOPMENT_KEY = "a key for one's own machine; production brings its own, see docs/runbook.md"


class SettingsError(Exception):
    """The sentence says which variable is wrong and what it should hold."""


@dataclass(frozen=True, slots=True)
class Bind:
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Environment:
    mode: str
    data: Path
    database_url: str
    redis_url: str
    origins: tuple[str, ...]
    bind: Bind
    secret_key: str
    ice_servers: tuple[dict[str, Any], ...]
    turn_secret: str
    eid_providers: tuple[str, ...]
    clamd: str
    test_networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
    alarm_words: Path | None
    outward: outward.Outward
    bucket: BucketPlace | None = None

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read(variables: Mapping[str, str] | None = None) -> Environment:
    source = os.environ if variables is None else variables
    mode = source.get("VARDRUM_MODE", "embedded")
    if mode not in MODES:
        raise SettingsError(f"VARDRUM_MODE is {mode!r}; it must be one of {', '.join(MODES)}.")
    bind = parse_bind(source.get("VARDRUM_BIND", "127.0.0.1:8000"))
    origins = _origins(source, bind)
    try:
        outwards = outward.read(source, mode, origins)
    except OutwardError as wrong:
        raise SettingsError(str(wrong)) from None
    environment = Environment(
        mode=mode,
        data=Path(source.get("VARDRUM_DATA", "var")).absolute(),
        database_url=source.get("VARDRUM_DATABASE_URL", ""),
        redis_url=source.get("VARDRUM_REDIS_URL", ""),
        origins=origins,
        bind=bind,
        secret_key=source.get("VARDRUM_SECRET_KEY", ""),
        ice_servers=_ice_servers(source.get("VARDRUM_ICE_SERVERS", "[]")),
        turn_secret=source.get("VARDRUM_TURN_SECRET", ""),
        eid_providers=_listed(source, "VARDRUM_EID_PROVIDERS", () if mode == "production" else ("test",)),
        clamd=_clamd(source.get("VARDRUM_CLAMD", "")),
        test_networks=_networks(source.get("VARDRUM_TEST_NETWORK", "")),
        alarm_words=_folder(source, "VARDRUM_ALARM_WORDS"),
        outward=outwards,
        bucket=_bucket(source, mode),
    )
    if environment.production:
        _check_production(environment)
    else:
        check_bind(environment, bind)
    return environment


def parse_bind(text: str) -> Bind:
    host, separator, port = text.rpartition(":")
    if not separator or not port.isdigit() or not 0 < int(port) < 65_536:
        raise SettingsError(f"VARDRUM_BIND is {text!r}; it must be an address and a port, such as 127.0.0.1:8000.")
    return Bind(host.strip("[]"), int(port))


def check_bind(environment: Environment, bind: Bind) -> None:
    """The test e-ID lets anybody in as anybody, so modes that have it are never reachable from outside."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if bind.host == "localhost" else bind.host)
    except ValueError:
        raise SettingsError(f"VARDRUM_BIND names {bind.host!r}; it must be an IP address or localhost.") from None
    if address.is_loopback or any(address in network for network in environment.test_networks):
        return
    raise SettingsError(
        f"VARDRUM_BIND is {bind.host}, but mode {environment.mode} has a test e-ID and may only bind to loopback; "
        "set VARDRUM_MODE=production to serve others."
    )


def _check_production(environment: Environment) -> None:
    if len(environment.secret_key) < 50:
        raise SettingsError("VARDRUM_SECRET_KEY must hold at least 50 random characters in production.")
    if not environment.database_url.startswith(("postgres://", "postgresql://")):
        raise SettingsError("VARDRUM_DATABASE_URL must name a PostgreSQL database in production.")
    if not environment.redis_url:
        raise SettingsError("VARDRUM_REDIS_URL must name a Redis or Valkey server in production.")
    wrong = [origin for origin in environment.origins if not origin.startswith("https://")]
    if wrong or not environment.origins:
        raise SettingsError("VARDRUM_ORIGINS must list the exact https origins of the service in production.")


def _listed(source: Mapping[str, str], name: str, unset: tuple[str, ...]) -> tuple[str, ...]:
    if name not in source:
        return unset
    return tuple(part.strip() for part in source[name].split(",") if part.strip())


def _folder(source: Mapping[str, str], name: str) -> Path | None:
    if not source.get(name):
        return None
    folder = Path(source[name])
    if not folder.is_dir():
        raise SettingsError(f"{name} is {source[name]!r}, which is no folder.")
    return folder


def _origins(source: Mapping[str, str], bind: Bind) -> tuple[str, ...]:
    given = _listed(source, "VARDRUM_ORIGINS", ())
    for origin in given:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
            raise SettingsError(f"VARDRUM_ORIGINS holds {origin!r}; an origin is a scheme, a host and maybe a port.")
    if given or source.get("VARDRUM_MODE") == "production":
        return given
    host = f"[{bind.host}]" if ":" in bind.host else bind.host
    return tuple(dict.fromkeys([f"http://{host}:{bind.port}", f"http://localhost:{bind.port}"]))


def _ice_servers(text: str) -> tuple[dict[str, Any], ...]:
    try:
        servers = json.loads(text)
    except ValueError:
        servers = None
    if not isinstance(servers, list) or not all(isinstance(one, dict) and "urls" in one for one in servers):
        raise SettingsError('VARDRUM_ICE_SERVERS must be a JSON list such as [{"urls": ["stun:turn.example:3478"]}].')
    for url in (url for one in servers for url in _urls(one["urls"])):
        if url.startswith("turns:") and _is_address(url):
            raise SettingsError(
                f"VARDRUM_ICE_SERVERS holds {url!r}; a relay over TLS needs a name: Firefox passes it over."
            )
    return tuple(servers)


def _urls(given: object) -> list[str]:
    return [str(url) for url in given] if isinstance(given, list) else [str(given)]


def _is_address(url: str) -> bool:
    """Whether turn:HOST:PORT?transport=… names its host by number."""
    try:
        ipaddress.ip_address(urlsplit("//" + url.partition(":")[2]).hostname or "")
    except ValueError:
        return False
    return True


def _clamd(text: str) -> str:
    if text == "":
        return text
    try:
        place = urlsplit(text)
        complete = place.path if place.scheme == "unix" else place.scheme == "tcp" and place.hostname and place.port
    except ValueError:
        complete = None
    if not complete:
        raise SettingsError("VARDRUM_CLAMD must look like unix:///run/clamav/clamd.ctl or tcp://clamav:3310.")
    return text


S3_NEEDED = ("VARDRUM_S3_ENDPOINT", "VARDRUM_S3_BUCKET", "VARDRUM_S3_ACCESS_KEY", "VARDRUM_S3_SECRET_KEY")
# Amazon's rules for names, which all stores keep to: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
REGION = re.compile(r"[a-z0-9-]{1,40}")


def _bucket(source: Mapping[str, str], mode: str) -> BucketPlace | None:
    """All of it or none: half a store would be found out by the first picture."""
    given = {name: source.get(name, "") for name in (*S3_NEEDED, "VARDRUM_S3_REGION")}
    if not any(given.values()):
        return None
    if missing := [name for name in S3_NEEDED if not given[name]]:
        raise SettingsError(f"{', '.join(missing)} must be set too, since another VARDRUM_S3 variable is.")
    endpoint, name, region = given["VARDRUM_S3_ENDPOINT"], given["VARDRUM_S3_BUCKET"], given["VARDRUM_S3_REGION"]
    _check_endpoint(endpoint, mode)
    if not BUCKET_NAME.fullmatch(name):
        raise SettingsError(
            f"VARDRUM_S3_BUCKET is {name!r}; a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
        )
    region = region or "us-east-1"
    if not REGION.fullmatch(region):
        raise SettingsError(f"VARDRUM_S3_REGION is {region!r}; it must look like eu-north-1.")
    for key in ("VARDRUM_S3_ACCESS_KEY", "VARDRUM_S3_SECRET_KEY"):
        if not (given[key].isascii() and given[key].isprintable() and " " not in given[key]):
            raise SettingsError(f"{key} holds a blank or a character that no key has; it may have been cut wrongly.")
    return BucketPlace(endpoint, name, region, given["VARDRUM_S3_ACCESS_KEY"], given["VARDRUM_S3_SECRET_KEY"])


def _check_endpoint(endpoint: str, mode: str) -> None:
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname or "", parts.port
        complete = parts.scheme in ("http", "https") and host and not (parts.path.strip("/") or parts.query)
    except ValueError:
        complete = False
    if not complete or parts.username:
        raise SettingsError("VARDRUM_S3_ENDPOINT must look like https://s3.example.org, without a path or a key in it.")
    # A name without a dot is a neighbour in the same closed network, such as a service of docker-compose.yml.
    if mode == "production" and parts.scheme != "https" and "." in host:
        raise SettingsError("VARDRUM_S3_ENDPOINT must begin with https:// in production: pictures pass over it.")


def _networks(text: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        raise SettingsError("VARDRUM_TEST_NETWORK must be a list of networks such as 10.77.0.0/24.") from None


def database(environment: Environment) -> dict[str, Any]:
    """Django's DATABASES["default"]."""
    url = environment.database_url
    if not url or url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:///") if url else str(environment.data / "vardrum.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            # IMMEDIATE is the lock: two writers never start from the same state. FULL: an ack survives a power cut.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            "CONN_MAX_AGE": 0,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise SettingsError("VARDRUM_DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 0,
        # Connections go back to the pool after each request, so none is left behind by a thread that has ended.
        # Django's own cursors never prepare; those of the hot path do (chatserver/core/rows.py).
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}, "prepare_threshold": 1},
    }
