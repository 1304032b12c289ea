"""The virtuous circle: loops among argued links, where each turns, and where it breaks.

Pure: links come in as a pack has them, the state of each node as whoever calls knows it. What comes out is
association and argument, never proof.
"""

from .flow import Reached, Way, feeds, reached
from .holes import Holes, holes
from .layout import layout
from .loops import MOST, Loops, loops
from .net import Net, Step, net
from .states import State, of_goal
from .turning import Break, Turning, Verdict, turning

__all__ = [
    "MOST",
    "Break",
    "Holes",
    "Loops",
    "Net",
    "Reached",
    "State",
    "Step",
    "Turning",
    "Verdict",
    "Way",
    "feeds",
    "holes",
    "layout",
    "loops",
    "net",
    "of_goal",
    "reached",
    "turning",
]
