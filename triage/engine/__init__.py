"""Triage as a pure function of a content release and a set of answers. Imports no framework, reads no clock."""
