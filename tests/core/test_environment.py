"""The environment is checked at start, one sentence a fault."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from chatserver import environment
from chatserver.core.places import BucketPlace
from chatserver.environment import SettingsError

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "VARDRUM_MODE": "production",
    "VARDRUM_SECRET_KEY": "k" * 60,
    "VARDRUM_DATABASE_URL": "postgresql://vardrum:secret@db:5432/vardrum",
    "VARDRUM_REDIS_URL": "redis://valkey:6379/0",
    "VARDRUM_ORIGINS": "https://vard.example.se",
    "VARDRUM_BIND": "0.0.0.0:8000",
}


def test_defaults_are_the_embedded_mode_on_loopback() -> None:
    found = environment.read({})
    assert (found.mode, found.bind.host, found.bind.port) == ("embedded", "127.0.0.1", 8000)
    assert found.origins == ("http://127.0.0.1:8000", "http://localhost:8000")


def test_production_reads_everything() -> None:
    found = environment.read(PRODUCTION)
    assert found.production
    assert found.origins == ("https://vard.example.se",)
    database = environment.database(found)
    assert (database["NAME"], database["HOST"], database["PORT"]) == ("vardrum", "db", "5432")


S3 = {
    "VARDRUM_S3_ENDPOINT": "https://s3.example.se",
    "VARDRUM_S3_BUCKET": "vardrum-files",
    "VARDRUM_S3_ACCESS_KEY": "AKEY",
    "VARDRUM_S3_SECRET_KEY": "a/secret+key",
}


def test_a_bucket_is_all_of_its_settings() -> None:
    assert environment.read(PRODUCTION).bucket is None
    place = environment.read({**PRODUCTION, **S3}).bucket
    assert place is not None
    assert place == BucketPlace("https://s3.example.se", "vardrum-files", "us-east-1", "AKEY", "a/secret+key")
    assert "a/secret+key" not in repr(place)
    near = {**PRODUCTION, **S3, "VARDRUM_S3_ENDPOINT": "http://minio:9000", "VARDRUM_S3_REGION": "eu-north-1"}
    assert environment.read(near).bucket == replace(place, endpoint="http://minio:9000", region="eu-north-1")


@pytest.mark.parametrize("place", ["unix:///run/clamav/clamd.ctl", "tcp://clamav:3310", ""])
def test_where_clamd_may_be(place: str) -> None:
    assert environment.read({"VARDRUM_CLAMD": place}).clamd == place


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"VARDRUM_CLAMD": "clamav:3310"}, "VARDRUM_CLAMD"),
        ({"VARDRUM_CLAMD": "tcp://clamav"}, "VARDRUM_CLAMD"),
        ({"VARDRUM_CLAMD": "tcp://clamav:port"}, "VARDRUM_CLAMD"),
        ({"VARDRUM_CLAMD": "unix://"}, "VARDRUM_CLAMD"),
        ({"VARDRUM_S3_BUCKET": "files"}, "VARDRUM_S3_ENDPOINT, VARDRUM_S3_ACCESS_KEY, VARDRUM_S3_SECRET_KEY must"),
        ({**S3, "VARDRUM_S3_SECRET_KEY": ""}, "VARDRUM_S3_SECRET_KEY must"),
        ({**S3, "VARDRUM_S3_SECRET_KEY": "two words"}, "VARDRUM_S3_SECRET_KEY holds"),
        ({**S3, "VARDRUM_S3_ENDPOINT": "s3.example.se"}, "VARDRUM_S3_ENDPOINT"),
        ({**S3, "VARDRUM_S3_ENDPOINT": "https://s3.example.se/files"}, "VARDRUM_S3_ENDPOINT"),
        ({**S3, "VARDRUM_S3_ENDPOINT": "https://me:key@s3.example.se"}, "VARDRUM_S3_ENDPOINT"),
        ({**S3, "VARDRUM_S3_ENDPOINT": "https://s3.example.se:port"}, "VARDRUM_S3_ENDPOINT"),
        ({**S3, "VARDRUM_S3_ENDPOINT": "http://s3.example.se"}, "https://"),
        ({**S3, "VARDRUM_S3_BUCKET": "Files!"}, "VARDRUM_S3_BUCKET"),
        ({**S3, "VARDRUM_S3_REGION": "Europe (north)"}, "VARDRUM_S3_REGION"),
        ({"VARDRUM_MODE": "live"}, "VARDRUM_MODE"),
        ({"VARDRUM_ALARM_WORDS": "/nowhere"}, "VARDRUM_ALARM_WORDS"),
        ({"VARDRUM_SECRET_KEY": "short"}, "VARDRUM_SECRET_KEY"),
        ({"VARDRUM_DATABASE_URL": ""}, "VARDRUM_DATABASE_URL"),
        ({"VARDRUM_REDIS_URL": ""}, "VARDRUM_REDIS_URL"),
        ({"VARDRUM_ORIGINS": ""}, "VARDRUM_ORIGINS"),
        ({"VARDRUM_ORIGINS": "http://vard.example.se"}, "VARDRUM_ORIGINS"),
        ({"VARDRUM_ORIGINS": "https://vard.example.se/"}, "VARDRUM_ORIGINS"),
        ({"VARDRUM_BIND": "8000"}, "VARDRUM_BIND"),
        ({"VARDRUM_BIND": "127.0.0.1:99999"}, "VARDRUM_BIND"),
        ({"VARDRUM_ICE_SERVERS": "stun:x"}, "VARDRUM_ICE_SERVERS"),
        ({"VARDRUM_ICE_SERVERS": '[{"urls": "turns:192.0.2.7:5349"}]'}, "needs a name"),
        (
            {"VARDRUM_ICE_SERVERS": '[{"urls": ["stun:192.0.2.7", "turns:[2001:db8::7]?transport=tcp"]}]'},
            "needs a name",
        ),
        ({"VARDRUM_TEST_NETWORK": "here"}, "VARDRUM_TEST_NETWORK"),
    ],
)
def test_a_wrong_setting_is_named(change: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        environment.read({**PRODUCTION, **change})


@pytest.mark.parametrize(
    "urls",
    [["stun:192.0.2.7:3478"], ["turn:192.0.2.7:3478?transport=udp", "turns:turn.example:5349"], "turn:[2001:db8::7]"],
)
def test_only_a_relay_over_tls_needs_a_name(urls: object) -> None:
    servers = [{"urls": urls}]
    assert environment.read({"VARDRUM_ICE_SERVERS": json.dumps(servers)}).ice_servers == tuple(servers)


@pytest.mark.parametrize("mode", ["embedded", "test"])
@pytest.mark.parametrize("address", ["0.0.0.0:8000", "[::]:8000", "192.0.2.7:8000", "example.se:8000"])
def test_modes_with_the_test_e_id_refuse_to_leave_loopback(mode: str, address: str) -> None:
    with pytest.raises(SettingsError, match="VARDRUM_BIND"):
        environment.read({"VARDRUM_MODE": mode, "VARDRUM_BIND": address})


def test_a_test_namespace_may_be_bound() -> None:
    found = environment.read({"VARDRUM_BIND": "10.77.0.2:8000", "VARDRUM_TEST_NETWORK": "10.77.0.0/24"})
    assert found.bind.host == "10.77.0.2"


def test_a_process_with_a_wrong_setting_says_one_sentence_and_ends() -> None:
    outcome = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"VARDRUM_MODE": "embedded", "VARDRUM_BIND": "0.0.0.0:8000", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert outcome.returncode == 1
    assert outcome.stderr.strip().count("\n") == 0
    assert "VARDRUM_BIND is 0.0.0.0" in outcome.stderr


def test_a_database_url_that_is_none() -> None:
    with pytest.raises(SettingsError, match="VARDRUM_DATABASE_URL"):
        environment.database(environment.read({"VARDRUM_DATABASE_URL": "mysql://x/y"}))
