"""Rooms: states, permissions, order of service, every action, and law 4."""
