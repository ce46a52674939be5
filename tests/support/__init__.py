"""Real servers, databases and clocks for the tests."""
