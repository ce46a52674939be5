"""Stored bytes in a bucket of a store that speaks S3, an object for each key. See docs/adr/0023-files-in-a-bucket.md.

Every failure of the store is an `OSError` with the store's own code, never with a key; only an object that is missing
from a bucket that answers is a `FileNotFoundError`.
"""

import itertools
import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chatserver.core.places import BucketPlace

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

log = logging.getLogger("vardrum.files")

CONNECT_SECONDS = 3.0
READ_SECONDS = 15.0
# Of each call, the first one included: whoever waits for the answer repeats their own request after that.
ATTEMPTS = 2
MAX_CONNECTIONS = 16
# What is written waits in memory up to this size, and on the machine's disk above it.
SPOOLED_BYTES = 2 * 1024 * 1024
# S3 takes no more keys in one DeleteObjects.
REMOVED_TOGETHER = 1_000


class StoreAway(OSError):
    """It does not answer, or refuses: nothing is known of what it holds."""


class Bucket:
    def __init__(self, place: BucketPlace) -> None:
        self._name = place.name
        self._client: S3Client = Session(
            aws_access_key_id=place.access_key, aws_secret_access_key=place.secret_key, region_name=place.region
        ).client(
            "s3",
            endpoint_url=place.endpoint,
            config=Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
                max_pool_connections=MAX_CONNECTIONS,
                signature_version="s3v4",
                # Names as hosts want DNS entries and certificates that stores in one's own house do not have.
                s3={"addressing_style": "path"},
                # Stores other than Amazon's do not all know the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def write(self, key: str, pieces: Iterable[bytes]) -> None:
        # Spooled: a request that failed halfway is sent again from its beginning.
        with tempfile.SpooledTemporaryFile(SPOOLED_BYTES) as body:
            for piece in pieces:
                body.write(piece)
            body.seek(0)
            with _translated():
                self._client.put_object(Bucket=self._name, Key=key, Body=body, ContentType="application/octet-stream")

    def read(self, key: str) -> bytes:
        with _translated():
            return self._client.get_object(Bucket=self._name, Key=key)["Body"].read()

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        with tempfile.NamedTemporaryFile(prefix="vardrum-") as copy:
            copy.write(self.read(key))
            copy.flush()
            yield Path(copy.name)

    def remove(self, keys: Iterable[str]) -> None:
        waiting = iter(keys)
        while some := list(itertools.islice(waiting, REMOVED_TOGETHER)):
            with _translated():
                answer = self._client.delete_objects(
                    Bucket=self._name, Delete={"Objects": [{"Key": key} for key in some], "Quiet": True}
                )
            if errors := answer.get("Errors"):
                raise StoreAway(errors[0].get("Code", "unknown"))

    def listed(self, prefix: str) -> Iterator[tuple[str, float]]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix)
        with _translated():
            for page in pages:
                yield from ((found["Key"], found["LastModified"].timestamp()) for found in page.get("Contents", []))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ClientError as failure:
        code = str(failure.response.get("Error", {}).get("Code", "unknown"))
        if code == "NoSuchKey":
            raise FileNotFoundError("no such object") from None
        # A missing bucket or a refused key is the operator's to mend, and looks like nothing else.
        log.warning("file.store_refused", extra={"code": code})
        raise StoreAway(code) from None
    except BotoCoreError as failure:
        log.warning("file.store_away", extra={"type": type(failure).__name__})
        raise StoreAway(type(failure).__name__) from None
