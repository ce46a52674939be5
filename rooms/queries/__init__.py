"""Everything that is read in rooms. A query checks who asks, and writes the read's audit row before bytes leave."""
