"""Who may get a case, and who gets it: pure, without framework, clock or database. See docs/queue.md and
docs/adr/0024. `engine.match` decides, `eligibility.eligibility` says why somebody may not, `explain` answers people."""
