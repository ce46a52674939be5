"""Everything that is read in triage. A query checks who asks, and writes the read's audit row before bytes leave."""
