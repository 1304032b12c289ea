"""What every sentence of ours keeps to, whatever the figures."""

import re


def inspect_sentence(sentence: str) -> None:
    """A capital or a digit, a full stop, single spaces, and nothing that a program would say."""
    assert sentence[0].isupper() or sentence[0].isdigit(), sentence  # "4G coverage …"
    assert re.search(r"[^.]\.$", sentence), sentence
    assert "  " not in sentence, sentence
    assert not re.search(r"\b(?:None|nan|inf|null)\b|-0\b|\bno data\b|[{}]", sentence), sentence
    assert not re.search(r" [.,;)]|\( ", sentence), sentence
