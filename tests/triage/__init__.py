"""Tests of triage: the engine's modules and properties, the shipped releases, forms and their hand-off."""
