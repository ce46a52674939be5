"""Content releases, the engine that assesses, the intake that keeps the answers, and the hand-off to a room."""
