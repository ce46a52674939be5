"""Pictures as a telephone takes them: lying on their side, and telling where they were taken."""

import io
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw, ImageFilter
from playwright.sync_api import Locator

STORED = (640, 480)
UPRIGHT = (480, 640)
GREEN, RED = (0, 160, 0), (200, 0, 0)
# The left edge of what is stored is the top of what was seen.
LEFT_IS_TOP = 6
# Degrees, minutes and seconds of a place in the Baltic where nobody lives.
LATITUDE, LONGITUDE = (58.0, 30.0, 0.0), (20.0, 0.0, 0.0)

READ_BYTES = "async (image) => Array.from(new Uint8Array(await (await fetch(image.src)).arrayBuffer()))"


def taken_sideways(file: Path) -> Path:
    """A JPEG that is green at the top and red below once it is turned upright."""
    picture = Image.new("RGB", STORED, RED)
    picture.paste(GREEN, (0, 0, STORED[0] // 2, STORED[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = LEFT_IS_TOP
    exif[ExifTags.Base.Make] = "a telephone"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", LATITUDE
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", LONGITUDE
    picture.save(file, exif=exif)
    with Image.open(file) as written:
        assert written.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return file


def drawn_throat(file: Path) -> Path:
    """A drawing, since a photograph would be of somebody."""
    picture = Image.new("RGB", (900, 700), (214, 150, 132))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((150, 60, 750, 660), fill=(150, 48, 52))
    draw.ellipse((170, 260, 360, 560), fill=(196, 92, 92))
    draw.ellipse((540, 260, 730, 560), fill=(196, 92, 92))
    for place in ((230, 340), (270, 420), (240, 480), (620, 350), (660, 430), (610, 470)):
        draw.ellipse((place[0], place[1], place[0] + 26, place[1] + 22), fill=(238, 226, 206))
    draw.polygon([(420, 60), (480, 60), (465, 250), (435, 250)], fill=(178, 66, 70))
    picture.filter(ImageFilter.GaussianBlur(3)).save(file)
    return file


def bytes_shown(image: Locator) -> bytes:
    """What the page itself gets when it asks for the picture."""
    return bytes(image.evaluate(READ_BYTES))


def assert_upright_and_silent(content: bytes) -> None:
    """Turned as it was seen, and nothing in it says where, when or with what it was taken."""
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == UPRIGHT
        top, bottom = picture.convert("RGB").getpixel((240, 60)), picture.convert("RGB").getpixel((240, 580))
        assert near(top, GREEN), top
        assert near(bottom, RED), bottom
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment", "photoshop"} & picture.info.keys()
    assert b"Exif" not in content
    assert b"a telephone" not in content


def near(seen: object, meant: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 24 for one, other in zip(seen, meant, strict=True))
