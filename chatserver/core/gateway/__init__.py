"""The one WebSocket: frames in, commands to actions, events and signals out. It decides nothing about care."""
