"""Every picture of the corpora is either made clean or refused; nothing else happens."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.core.pictures import CORPORA, Run, decode, leftovers

FOLDERS = ("generated", "libpng", "exif-samples")
REFUSALS = {"too_large", "too_many_pixels", "animated", "not_a_picture", "damaged", "unsupported_format", "timed_out"}
ORIENTATIONS = CORPORA / "exif-samples" / "jpg" / "orientation"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the picture corpora are not on this machine")


@pytest.fixture(scope="module")
def runs() -> dict[Path, Run]:
    paths = [path for folder in FOLDERS for path in sorted((CORPORA / folder).rglob("*")) if path.is_file()]
    with ThreadPoolExecutor(max_workers=2) as threads:
        return dict(zip(paths, threads.map(lambda path: decode(path.read_bytes()), paths), strict=True))


def test_every_file_is_answered_within_its_limits(runs: dict[Path, Run]) -> None:
    assert len(runs) > 250
    for path, run in runs.items():
        assert run.code == 0, path
        assert run.refusal is None or run.refusal in REFUSALS, path
        assert run.peak_mib <= 256, path
        assert run.cpu_seconds <= 5, path


def test_nothing_but_the_picture_is_left(runs: dict[Path, Run]) -> None:
    accepted = {path: run for path, run in runs.items() if run.refusal is None}
    assert len(accepted) > 200
    for path, run in accepted.items():
        assert leftovers(run.body) == [], path
        picture = run.picture()
        assert not picture.getexif(), path
        picture.load()


def test_phone_pictures_and_valid_files_are_accepted(runs: dict[Path, Run]) -> None:
    for path, run in runs.items():
        good = path.is_relative_to(CORPORA / "exif-samples") and path.suffix == ".jpg"
        valid = "testpngs" in path.parts and "crashers" not in path.parts and path.suffix == ".png"
        if good or valid:
            assert run.refusal is None, (path, run.head)


@pytest.mark.parametrize("shape", ["landscape", "portrait"])
def test_orientations_come_out_upright(runs: dict[Path, Run], shape: str) -> None:
    upright = Image.open(ORIENTATIONS / f"{shape}_1.jpg").convert("RGB")
    for number in range(1, 9):
        picture = runs[ORIENTATIONS / f"{shape}_{number}.jpg"].picture().convert("RGB")
        assert picture.size == upright.size
        assert max(ImageStat.Stat(ImageChops.difference(picture, upright)).mean) < 12, number


def test_bombs_are_refused_at_once(runs: dict[Path, Run]) -> None:
    named = {path.name: run for path, run in runs.items()}
    for name in ("bomb_30000x30000_1bit.png", "pixelflood_64250x64250.jpg", "bomb_ztxt.png", "gif_20000_frames.gif"):
        assert named[name].refusal is not None, name
        assert named[name].peak_mib <= 64, name
        assert named[name].cpu_seconds <= 1, name
