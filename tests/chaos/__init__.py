"""The fault campaign (`make chaos`): real servers, shipped clients, a proxy that breaks things, a checker apart."""
