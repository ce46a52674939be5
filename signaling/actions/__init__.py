"""Every write to a call: starting, answering, going on, ending, and what time or the room's fate decides."""
