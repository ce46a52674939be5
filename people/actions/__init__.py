"""The only writers of people's tables: logging in and out, accounts, guardianships. One durable transaction each."""
