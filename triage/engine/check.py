"""Checks that bind the parts of a release together: ids that dangle, parts nobody uses, rules that break monotony.

Each check yields (path in the content, message); the loader turns a path into file and line.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from triage.engine.answers import UNREAD
from triage.engine.condition_check import operand_problems
from triage.engine.conditions import Condition, Equals, Path, Some, places
from triage.engine.content import Content, Fact, OutcomeId, Question, Reason, Role, Rule, RuleClass
from triage.engine.release import in_scope, question_ids

Finding = tuple[Path, str]
Check = Callable[[Content], Iterator[Finding]]


def findings(content: Content) -> list[Finding]:
    """Dangling ids first: the other checks are only run on a package without them."""
    dangling = [*_twice(content), *_dangling(content), *_conditions(content)]
    if dangling:
        return dangling
    later: tuple[Check, ...] = (_unused, _outcomes, _forms, _red_flags, _unexplained)
    return [finding for check in later for finding in check(content)]


def _twice(content: Content) -> Iterator[Finding]:
    for kind in ("sources", "reasons", "questions", "facts", "rules", "outcomes", "advice"):
        parts = getattr(content, kind)
        counts = Counter(part.id for part in parts)
        for index, part in enumerate(parts):
            if counts[part.id] > 1:
                yield (kind, index, "id"), f"the id '{part.id}' is used {counts[part.id]} times"


def _missing(ids: Iterable[str], existing: set[str], path: Path, what: str) -> Iterator[Finding]:
    for index, one in enumerate(ids):
        if one not in existing:
            yield (*path, index), f"there is no {what} '{one}'"


def _dangling(content: Content) -> Iterator[Finding]:
    questions = {question.id: question for question in content.questions}
    asked = {key for key, question in questions.items() if question.role is not Role.REGISTER}
    sources, advice = {one.id for one in content.sources}, {one.id for one in content.advice}
    reasons = {reason.id for reason in content.reasons}
    for kind in ("clinical", "administrative"):
        always = getattr(content.package, kind)
        yield from _missing(always.before, asked, ("package", kind, "before"), "question to ask")
        yield from _missing(always.after, asked, ("package", kind, "after"), "question to ask")
    for index, reason in enumerate(content.reasons):
        yield from _missing(reason.questions, asked, ("reasons", index, "questions"), "question to ask")
    for index, fact in enumerate(content.facts):
        if fact.question is not None and fact.question not in questions:
            yield ("facts", index, "question"), f"there is no question '{fact.question}'"
    for index, rule in enumerate(content.rules):
        if rule.scope != "global":
            yield from _missing(rule.scope, reasons, ("rules", index, "scope"), "reason")
        yield from _missing(rule.sources, sources, ("rules", index, "sources"), "source")
        if rule.advice is not None and rule.advice not in advice:
            yield ("rules", index, "advice"), f"there is no advice '{rule.advice}'"
    for index, one in enumerate(content.advice):
        yield from _missing(one.sources, sources, ("advice", index, "sources"), "source")


def _all_conditions(content: Content) -> Iterator[tuple[Path, Condition]]:
    for index, question in enumerate(content.questions):
        if question.when is not None:
            yield ("questions", index, "when"), question.when
        for place, option in enumerate(question.options):
            if option.when is not None:
                yield ("questions", index, "options", place, "when"), option.when
    for index, fact in enumerate(content.facts):
        if fact.condition is not None:
            yield ("facts", index, "condition"), fact.condition
    for index, rule in enumerate(content.rules):
        yield ("rules", index, "condition"), rule.condition


def _conditions(content: Content) -> Iterator[Finding]:
    questions = {question.id: question for question in content.questions}
    facts = {fact.id: fact for fact in content.facts}
    for path, condition in _all_conditions(content):
        for place in places(condition):
            for message in operand_problems(place.atom, questions, facts, may_use_facts=path[0] == "rules"):
                yield (*path, *place.path), message


def _unused(content: Content) -> Iterator[Finding]:
    asked = {one for reason in content.reasons for one in question_ids(content, reason)}
    operands = {place.atom.operand for _, condition in _all_conditions(content) for place in places(condition)}
    advice = {rule.advice for rule in content.rules}
    sources = {one for rule in content.rules for one in rule.sources}
    sources |= {one for part in content.advice for one in part.sources}
    for index, question in enumerate(content.questions):
        if question.id not in asked:
            yield ("questions", index, "id"), f"nobody uses the question '{question.id}'"
    for index, fact in enumerate(content.facts):
        if f"fact:{fact.id}" not in operands:
            yield ("facts", index, "id"), f"nobody uses the fact '{fact.id}'"
    for index, one in enumerate(content.advice):
        if one.id not in advice:
            yield ("advice", index, "id"), f"nobody uses the advice '{one.id}'"
    for index, source in enumerate(content.sources):
        if source.id not in sources:
            yield ("sources", index, "id"), f"nobody uses the source '{source.id}'"


def _outcomes(content: Content) -> Iterator[Finding]:
    for missing in set(OutcomeId) - {outcome.id for outcome in content.outcomes}:
        yield ("outcomes",), f"the outcome '{missing}' has no texts"


def _forms(content: Content) -> Iterator[Finding]:
    """Each reason's form asks what its rules need, and asks it before what depends on it."""
    place_of = {question.id: index for index, question in enumerate(content.questions)}
    for reason in content.reasons:
        order = question_ids(content, reason)
        yield from _rules_of(content, reason, set(order))
        for question in (content.questions[place_of[one]] for one in order):
            yield from _asked_in_time(question, order, place_of[question.id])


def _rules_of(content: Content, reason: Reason, asked: set[str]) -> Iterator[Finding]:
    facts = {fact.id: fact for fact in content.facts}
    for index, rule in enumerate(content.rules):
        if not in_scope(rule, reason):
            continue
        for place in places(rule.condition):
            for needed in _questions_behind(place.atom.operand, facts):
                if needed not in asked:
                    yield (
                        ("rules", index, "condition", *place.path),
                        f"the reason '{reason.id}' never asks '{needed}', so the rule cannot be reached there",
                    )


def _questions_behind(operand: str, facts: dict[str, Fact]) -> Iterator[str]:
    kind, _, name = operand.partition(":")
    if kind == "question":
        yield name
        return
    fact = facts[name]
    if fact.question is not None:
        yield fact.question
    for place in places(fact.condition) if fact.condition is not None else ():
        yield place.atom.operand.partition(":")[2]


def _asked_in_time(question: Question, order: tuple[str, ...], index: int) -> Iterator[Finding]:
    conditions: list[tuple[Path, Condition | None]] = [(("when",), question.when)]
    conditions += [(("options", place, "when"), option.when) for place, option in enumerate(question.options)]
    for path, condition in conditions:
        for place in places(condition) if condition is not None else ():
            needed = place.atom.operand.partition(":")[2]
            if needed not in order[: order.index(question.id)]:
                yield ("questions", index, *path, *place.path), f"'{needed}' is not asked before '{question.id}'"


def _red_flags(content: Content) -> Iterator[Finding]:
    """What makes a red flag monotone: see docs/triage.md, 'Why a red flag can only raise'."""
    roles = {f"question:{question.id}": question.role for question in content.questions}
    for index, question in enumerate(content.questions):
        if question.role is Role.RED_FLAG:
            yield from _concerns_by_register_only(question, index, roles)
            yield from _own_rule(content, question, index)
    for index, rule in enumerate(content.rules):
        for place in places(rule.condition):
            if roles.get(place.atom.operand) is Role.RED_FLAG and not _only_raises(
                rule, place.atom, negated=place.negated
            ):
                yield (
                    ("rules", index, "condition", *place.path),
                    "a red flag may only be asked for as 'is: yes', not under a not",
                )
    for index, fact in enumerate(content.facts):
        for place in places(fact.condition) if fact.condition is not None else ():
            if roles.get(place.atom.operand) is Role.RED_FLAG:
                yield ("facts", index, "condition", *place.path), "a fact may not be made from a red flag"


def _only_raises(rule: Rule, atom: object, *, negated: bool) -> bool:
    if rule.rule_class is RuleClass.SELF_CARE_ALLOW:
        return True
    return isinstance(atom, Equals) and atom.value == "yes" and not negated


def _concerns_by_register_only(question: Question, index: int, roles: dict[str, Role]) -> Iterator[Finding]:
    for place in places(question.when) if question.when is not None else ():
        if roles[place.atom.operand] is not Role.REGISTER:
            yield (
                ("questions", index, "when", *place.path),
                "whom a red flag concerns may depend on age, sex and who answers, and on nothing that is asked",
            )


def _own_rule(content: Content, question: Question, index: int) -> Iterator[Finding]:
    hit = Equals(f"question:{question.id}", "yes")
    for reason in content.reasons:
        if question.id not in question_ids(content, reason):
            continue
        if not any(_fires_alone(rule, hit) for rule in content.rules if in_scope(rule, reason)):
            yield (
                ("questions", index, "id"),
                f"no rule of class red_flag fires in '{reason.id}' on '{question.id}' alone",
            )


def _fires_alone(rule: Rule, hit: Equals) -> bool:
    if rule.rule_class is not RuleClass.RED_FLAG:
        return False
    return rule.condition == hit or (isinstance(rule.condition, Some) and hit in rule.condition.parts)


def _unexplained(content: Content) -> Iterator[Finding]:
    phrase = content.package.phrases.not_excluded
    for key, text in (("patient", phrase.patient), ("staff", phrase.staff)):
        if not all("[label]" in language for language in (text.sv, text.en)):
            yield ("package", "phrases", "not_excluded", key), "the phrase must name what is not excluded: [label]"
    for index, question in enumerate(content.questions):
        if question.type in UNREAD and question.role in (Role.RED_FLAG, Role.RISK, Role.SEVERITY):
            yield ("questions", index, "role"), "free text and pictures never change the outcome"
