"""coturn with the configuration that is deployed, and a certificate of an authority made for the run."""

import datetime
import ipaddress
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.networks import Namespace
from tests.support.processes import REPOSITORY, ServerProcess

CONFIGURATION = REPOSITORY / "deploy" / "turnserver.conf"
REALM = "turn.test"
PORT, TLS_PORT = 3478, 5349


def certify(folder: Path, *places: str) -> None:
    """Writes ca.pem, cert.pem and key.pem for these IP addresses or names, good for a day."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of one test")])
    now = datetime.datetime.now(datetime.UTC)

    def begun(name: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder(issuer_name=ca_name, subject_name=name, public_key=public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(minutes=5))
            .not_valid_after(now + datetime.timedelta(days=1))
        )

    authority = begun(ca_name, ca_key.public_key()).add_extension(x509.BasicConstraints(True, 0), critical=True)
    names = x509.SubjectAlternativeName([_named(one) for one in places])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, REALM)])
    server = begun(subject, key.public_key()).add_extension(names, critical=False)
    (folder / "ca.pem").write_bytes(authority.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (folder / "cert.pem").write_bytes(server.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)


def _named(place: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(place))
    except ValueError:
        return x509.DNSName(place)


@contextmanager
def running_turn(place: Namespace, folder: Path, address: str, secret: str) -> Iterator[ServerProcess]:
    """Listens and relays at `address` inside the namespace; `folder` has the certificate, and gets the log."""
    process = ServerProcess(
        "coturn",
        place.command(
            shutil.which("turnserver") or "turnserver",
            *("-c", CONFIGURATION, f"--realm={REALM}", f"--static-auth-secret={secret}", f"--relay-ip={address}"),
            *(f"--listening-ip={address}", f"--cert={folder / 'cert.pem'}", f"--pkey={folder / 'key.pem'}"),
            *(f"--userdb={folder / 'turndb'}", f"--pidfile={folder / 'turn.pid'}"),
        ),
        log=folder / "turn.log",
        ready=lambda: f"{address}:{PORT}" in place.run("ss", "-Hltun"),
    )
    try:
        process.start()
        yield process
    finally:
        process.close()
