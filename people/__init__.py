"""Who people are: residents, guardians, care providers, units, staff, and how each of them logs in."""
