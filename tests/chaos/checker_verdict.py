"""What the checker says of a run. Part of the independent checker: imports nothing of the product."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str
    """lost, duplicated, reordered or violation."""
    rule: str
    where: str
    what: str
    message: str = ""
    """Which one, where it is about one: what two screens lack is lost once."""

    def __str__(self) -> str:
        return f"{self.kind} ({self.rule}) {self.where}: {self.what}"


@dataclass
class Verdict:
    sent: int
    findings: list[Finding]
    waits: list[float] = field(default_factory=list)
    """Seconds from writing, or from the end of an excused fault, until each entitled screen had the message."""
    returned: list[float] = field(default_factory=list)
    """Seconds from when a holder was gone until each of their cases waited again or was another's."""
    told: list[float] = field(default_factory=list)
    """The same until each resident's screen said so."""
    answers: list[float] = field(default_factory=list)
    """Seconds from each claim until its answer."""
    refused: int = 0
    """Messages of which the writer's screen said in the end that they were refused."""

    def count(self, kind: str) -> int:
        """Messages for what befell messages, findings for the rest."""
        found = [finding for finding in self.findings if finding.kind == kind]
        return len({finding.message for finding in found if finding.message}) + sum(not one.message for one in found)

    @property
    def p95(self) -> float:
        ordered = sorted(self.waits)
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2) if ordered else 0.0
