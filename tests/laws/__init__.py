"""The laws that hold for every action alike, each shown on each of them (docs/architecture.md, section 1)."""
