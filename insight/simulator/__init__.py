"""The queue, simulated: a scenario's residents and staff meet by discrete events, and the functions that decide in the
running house decide here (rooms.matching, rooms.urgency, people.targets). Needs no database. See docs/queue.md."""
