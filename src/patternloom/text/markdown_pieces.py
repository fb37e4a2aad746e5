"""Markdown while it is written, a piece behind another: its last sign, stress that begins and ends, its bare end.

In: pieces, and where stress begins and ends. Out: their text. None of it is written again when more follows: a page of
many that never end takes no longer than any other.
"""

from __future__ import annotations

# How many signs behind the last are looked at, where only those of a line's start matter.
_NEAR = 8


class Pieces:
    """What is written so far."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.last = "\n"
        """The sign before what comes next."""
        self._stressed: list[tuple[int, str]] = []
        """Where stress begins that has not ended, with the sign before it; an empty piece keeps its place."""
        self._has_words = False

    def __str__(self) -> str:
        return "".join(self._pieces)

    def add(self, piece: str) -> None:
        """What comes next."""
        if piece:
            self._pieces.append(piece)
            self.last = piece[-1]
            self._has_words = self._has_words or not piece.isspace()

    def near(self, length: int) -> str:
        """The last signs."""
        return "".join(piece[-length:] for piece in self._pieces[-_NEAR:])[-length:]

    def strip(self) -> bool:
        """Take the blanks off its end; whether anything is left."""
        number = len(self._pieces)
        while self._has_words and number:
            number -= 1
            piece = self._pieces[number] = self._pieces[number].rstrip()
            if piece:
                self.last = piece[-1]
                break
        return self._has_words

    def stress(self) -> None:
        """Stress begins."""
        self._stressed.append((len(self._pieces), self.last))
        self._pieces.append("")

    def end_stress(self, sign: str) -> None:
        """It ends: no blank stands inside it, and one outside where Markdown would not see it else."""
        if not self._stressed:
            return
        begun, before = self._stressed.pop()
        pieces, first, behind = self._pieces, begun + 1, len(self._pieces)
        leading = ""
        while first < behind and not pieces[first].strip():
            leading, pieces[first] = leading or pieces[first], ""
            first += 1
        if first == behind:
            del pieces[begun:]
            self.last = before
            return
        while not pieces[behind - 1].strip():
            behind -= 1
        del pieces[behind:]
        begins_apart = (leading or pieces[first])[0] == " "
        pieces[first] = pieces[first].lstrip()
        pieces[behind - 1] = pieces[behind - 1].rstrip()
        apart = begins_apart or not pieces[first][0].isalnum()
        pieces[begun] = f" {sign}" if apart and before not in " \n([" else sign
        self.add(f"{sign} " if self.last == " " or not pieces[-1][-1].isalnum() else sign)
