"""The ways a notice leaves by. Each function does the network's part of one attempt and tells what came of it."""
