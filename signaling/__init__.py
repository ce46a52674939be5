"""Calls in a room: ringing, negotiation between two browsers, ending."""
