"""notes/nginx.conf, the whole example: a real nginx with TLS, and a certificate made here."""

import http.client
import os
import re
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from strategysite.publish import live
from strategysite.publish.live import look, not_shown
from tests.nginx import free_port, nginx
from tests.small import ROOT

pytestmark = pytest.mark.slow  # nginx
NAME = "strategi.exempel.se"


class Example:
    """The example at work: its two ports, and the site behind it."""

    def __init__(self, plain: int, secure: int, site: Path, certificate: Path) -> None:
        self.plain, self.secure, self.site, self.certificate = plain, secure, site, certificate
        self.address = f"https://localhost:{secure}"


@pytest.fixture(scope="module")
def example(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """Only ports and places are exchanged; ::1 is left out where the machine does not have it."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "srv").mkdir()
    (folder / "srv/current").symlink_to(small_site.parent)
    (folder / "acme/.well-known/acme-challenge").mkdir(parents=True)
    (folder / "acme/.well-known/acme-challenge/token").write_text("ours", "utf-8")
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    made += ["-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    made += ["-addext", f"subjectAltName=DNS:{NAME},DNS:localhost"]
    subprocess.run([*made, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    plain, secure = free_port(), free_port()
    text = (ROOT / "notes/nginx.conf").read_text("utf-8")
    for old, new in {
        r" *listen \[::\]:\d+.*\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443": f"listen 127.0.0.1:{secure}",
        f"/etc/letsencrypt/live/{NAME}": str(folder),
        "/srv/strategi": f"{folder}/srv",
        "/var/www/acme": f"{folder}/acme",
    }.items():
        text, count = re.subn(old, new, text)
        assert count, old
    with nginx(folder, "return 404;", beside=text):
        yield Example(plain, secure, small_site, certificate)


def asked(connection: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    """Asks by the site's name."""
    connection.request("GET", path, headers={"Host": NAME})
    return connection.getresponse()


def test_http_leads_to_https_with_what_was_asked(example: Example) -> None:
    """To the site's own name, whatever name was used; but the certificate's giver is answered."""
    for name in (NAME, "evil.exempel.se"):
        connection = http.client.HTTPConnection("127.0.0.1", example.plain)
        connection.request("GET", "/hjalp?a=1", headers={"Host": name})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/hjalp?a=1")
    answer = asked(
        http.client.HTTPConnection("127.0.0.1", example.plain), "/.well-known/acme-challenge/token"
    )
    assert answer.read() == b"ours"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1:DeprecationWarning")
def test_the_pages_come_over_tls_with_every_policy(example: Example) -> None:
    """With a certificate that holds, and no older TLS than 1.2."""
    trusting = ssl.create_default_context(cafile=example.certificate)
    answer = asked(
        http.client.HTTPSConnection("localhost", example.secure, context=trusting), "/hjalp/"
    )
    assert answer.read() == (example.site / "hjalp/index.html").read_bytes()
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    old = ssl.create_default_context(cafile=example.certificate)
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        asked(http.client.HTTPSConnection("localhost", example.secure, context=old), "/")


def test_publishing_sees_the_release_over_tls_and_says_when_the_certificate_does_not_hold(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may not be trusted shows nothing."""
    monkeypatch.setattr(live, "WAITS", (0.0,))
    with monkeypatch.context() as trusting:
        trusting.setenv("SSL_CERT_FILE", os.fspath(example.certificate))
        assert not_shown(example.address, example.site, look(example.address)) is None
    assert not_shown(example.address, example.site, look(example.address)) == (
        f"{example.address}/ går inte att läsa härifrån: certifikatet duger inte. Så svarade"
        " adressen före bytet också."
    )
