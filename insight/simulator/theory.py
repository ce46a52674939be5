"""What the theory of queues says of waiting (A. K. Erlang 1917; A. Cobham 1954). Pure."""

from collections.abc import Sequence


def erlang_c(servers: int, offered: float) -> float:
    """The probability that somebody who comes must wait; `offered` is in servers kept busy, below `servers`."""
    if not 0 <= offered < servers:
        raise ValueError(f"{offered} servers' work for {servers} servers has no steady state")
    blocked = 1.0
    for busy in range(1, servers + 1):
        blocked = offered * blocked / (busy + offered * blocked)
    return blocked / (1 - (1 - blocked) * offered / servers)


def mean_waits(servers: int, service: float, arrivals: Sequence[float]) -> list[float]:
    """Mean waits by class, the most urgent first, nobody interrupted and the work alike: in the unit of `service`, with
    `arrivals` by that unit."""
    total = sum(arrivals) * service
    delay = erlang_c(servers, total) * service / servers
    waits, before = [], 0.0
    for rate in arrivals:
        upto = before + rate * service / servers
        waits.append(delay / ((1 - before) * (1 - upto)))
        before = upto
    return waits


def first_come_wait(servers: int, service: float, arrivals: Sequence[float]) -> float:
    total = sum(arrivals) * service
    return erlang_c(servers, total) * service / (servers - total)


def urgent_gain(load: float, urgent_share: float) -> float:
    """How many times shorter the urgent wait than under first come: (1 - rho of the urgent) / (1 - rho)."""
    return (1 - load * urgent_share) / (1 - load)
