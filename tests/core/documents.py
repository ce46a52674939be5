"""PDF files made for the tests, object by object, since nothing here can write one."""

import zlib


def pdf(*objects: bytes, pages: int = 1, root: bytes = b"", trailer: bytes = b"") -> bytes:
    """A catalogue with `root` in it, so many pages, and the objects given, numbered from 10."""
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(pages))
    body = [b"1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj" % root]
    body.append(b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj" % (kids, pages))
    body += [b"%d 0 obj<</Type /Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj" % (3 + n) for n in range(pages)]
    body += [b"%d 0 obj%s endobj" % (100 + number, one) for number, one in enumerate(objects)]
    return b"%PDF-1.7\n" + b"\n".join(body) + b"\ntrailer<</Root 1 0 R%s>>\n%%%%EOF\n" % trailer


def packed(text: bytes, head: bytes = b"") -> bytes:
    """A stream that is deflated, with more in its dictionary."""
    data = zlib.compress(text)
    return b"<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream" % (len(data), head, data)


def object_stream(text: bytes, head: bytes = b"/Type/ObjStm") -> bytes:
    numbered = b"200 0 "
    return packed(numbered + text, head + b"/N 1/First %d" % len(numbered))


CERTIFICATE = pdf(packed(b"BT /F1 12 Tf (Intyg) Tj ET"), pages=2, root=b"/OpenAction[3 0 R/Fit]")
