"""The only writers of triage's tables: beginning a form, answering, submitting it, and the ways on from its pages."""
