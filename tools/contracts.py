"""Import contracts that import-linter has no type for. Configured in pyproject.toml, explained in docs/architecture.md.

Both are closed by construction: a module that nobody thought of is held to the stricter rule, not to none.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Violations = list[tuple[str, str]]


class ReportingContract(Contract):
    """A contract whose broken form is a list of importer and imported module."""

    def report(self, violations: Violations) -> ContractCheck:
        return ContractCheck(kept=not violations, metadata={"violations": sorted(violations)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["violations"]:
            output.print_error(f"{importer} is not allowed to import {imported}", bold=False)
            output.new_line()


class ShellContract(ReportingContract):
    """The shell is every child of its package but the core. Neither the core nor an app may know it."""

    shell = fields.StringField()
    core = fields.StringField()
    apps = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        shell, core = str(self.shell), str(self.core)
        forbidden: set[str] = set()
        for child in graph.find_children(shell) - {core}:
            forbidden |= {child, *graph.find_descendants(child)}
        violations: Violations = []
        for package in (core, *names(self.apps)):
            for importer in {package, *graph.find_descendants(package)}:
                imported = graph.find_modules_directly_imported_by(importer)
                violations += [(importer, name) for name in imported & forbidden]
        return self.report(violations)


class PureContract(ReportingContract):
    """A child of an app that is in no named layer decides by pure code: no framework, however far away; no layer."""

    apps = fields.ListField(subfield=fields.StringField())
    impure = fields.ListField(subfield=fields.StringField())
    frameworks = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        frameworks = [name for name in names(self.frameworks) if name in graph.modules]
        violations: Violations = []
        for app in names(self.apps):
            layers = {f"{app}.{name}" for name in names(self.impure)}
            for pure in graph.find_children(app) - layers:
                forbidden = [*frameworks, *(layers & graph.modules)]
                violations += [(pure, name) for name in forbidden if graph.chain_exists(pure, name, as_packages=True)]
        return self.report(violations)


def names(field: object) -> list[str]:
    """Fields are descriptors that hold their parsed value on instances; the library's types do not say so."""
    if not isinstance(field, list):
        raise TypeError("a list of names is expected")
    return [str(name) for name in field]
