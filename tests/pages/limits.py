"""What a page may take on a telephone: the figures that `make pages` is held to."""

from typing import Any

AT_LEAST = {"performance": 95, "accessibility": 100, "best_practices": 100}
AT_MOST = {"lcp_ms": 1_800, "tbt_ms": 150, "cls": 0.02, "axe_violations": 0}


def missed(page: dict[str, Any]) -> list[str]:
    """Each figure of a page that is beyond its limit, as a line to read."""
    low = [
        f"{page['page']}: {name} is {page[name]}, at least {limit}"
        for name, limit in AT_LEAST.items()
        if page[name] < limit
    ]
    high = [
        f"{page['page']}: {name} is {page[name]}, at most {limit}"
        for name, limit in AT_MOST.items()
        if page[name] > limit
    ]
    return low + high
