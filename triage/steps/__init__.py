"""What the actions of triage are made of. A step needs an open transaction and, where it writes, the form's lock."""
