"""How Python itself is set for a process that serves many sockets."""

import gc
import sys

# Collections look for cycles among what was made since. A batch makes some thousand objects and drops nearly all of
# them without a cycle; at Python's own 700 it was searched dozens of times, for a third of its processor time.
YOUNG_OBJECTS = 50_000
# How long a database thread that has its answer waits for the event loop to let go of the interpreter. At Python's own
# 5 ms each statement of a busy server costs that much.
SWITCH_SECONDS = 0.001


def tune_process() -> None:
    """Call it when everything is loaded: what is there by then stays, and is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)
    sys.setswitchinterval(SWITCH_SECONDS)
