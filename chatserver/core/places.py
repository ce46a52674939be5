"""Where something outside the process is that the operator names; checked by chatserver/environment.py. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BucketPlace:
    """A bucket of a store that speaks S3. It belongs to this installation alone: what no row needs is swept from it."""

    endpoint: str
    name: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
