"""Headings in steps: where a text begins on a third level or leaves one out, it is shown without the gap.

Somebody who listens finds their way by levels, and PDF/UA refuses a file that skips one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from commonweal.editions.tree import Block, Heading, Item, Listing, Quote, Tree


def in_steps(tree: Tree) -> Tree:
    """The same tree; what was on one level stays on one level, and each level is one below the one above."""
    return _Steps().tree(tree)


@dataclass
class _Steps:
    """``above``: the levels, as written, of the headings that the next one stands under."""

    above: list[int] = field(default_factory=list)

    def tree(self, tree: Tree) -> Tree:
        return tuple(map(self._block, tree))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Heading):
            while self.above and self.above[-1] >= block.level:
                self.above.pop()
            self.above.append(block.level)
            return replace(block, level=1 + len(self.above))
        if isinstance(block, Quote):
            return Quote(self.tree(block.blocks))
        if isinstance(block, Listing):
            return replace(block, items=tuple(Item(self.tree(i.blocks)) for i in block.items))
        return block
