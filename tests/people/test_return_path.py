"""After a login the browser stays on this site."""

import pytest

from people.return_path import is_local, local_or_start


@pytest.mark.parametrize("path", ["/", "/cases", "/cases/1?new=1#top", "/å", "/a//b"])
def test_paths_of_this_site(path: str) -> None:
    assert is_local(path)
    assert local_or_start(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "cases",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "/\n/evil.example",
        "//[",
        "/" + "a" * 500,
    ],
)
def test_everything_else_leads_to_the_start(path: str) -> None:
    assert not is_local(path)
    assert local_or_start(path) == "/"
