"""The case and its room: messages, participation, the work list, assignment and custody."""
