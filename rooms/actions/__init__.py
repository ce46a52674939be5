"""Everything that writes in rooms. Each action is one durable transaction: lock, decide, write, record, append."""
