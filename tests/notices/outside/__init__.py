"""What lies outside of the house, each in a process of its own and speaking its real protocol.

Each writes what it accepted as one JSON line, and refuses everything while the file `down` beside its book exists.
"""
