"""How sore each foot feels, before and after: optional, and typed with single keys."""

from dataclasses import dataclass, replace
from typing import Self

from footcoach.core.record import MOST_SORE, Rating
from footcoach.core.states import Foot


@dataclass(frozen=True, slots=True)
class Ratings:
    """A number from 0 to 10 for each foot; None where nothing was said."""

    left: int | None = None
    right: int | None = None
    typing: Foot = Foot.LEFT
    """The foot that the next digit is for."""

    @property
    def given(self) -> bool:
        """Whether anything was said."""
        return self.left is not None or self.right is not None

    def typed(self, key: str) -> Self:
        """Take a key: a digit rates the foot, 0 after 1 makes it ten, Tab goes to the other one."""
        if key == "tab":
            return replace(self, typing=Foot.RIGHT if self.typing is Foot.LEFT else Foot.LEFT)
        if key == "backspace":
            return self._with(None)
        if not (key.isascii() and key.isdigit() and len(key) == 1):
            return self
        ten = key == "0" and self._now == 1
        return self._with(MOST_SORE if ten else int(key))

    @property
    def _now(self) -> int | None:
        return self.left if self.typing is Foot.LEFT else self.right

    def _with(self, number: int | None) -> Self:
        if self.typing is Foot.LEFT:
            return replace(self, left=number)
        return replace(self, right=number)


def rating_of(ratings: Ratings) -> Rating | None:
    """Return the numbers as they are remembered; None if none was given."""
    return Rating(left=ratings.left, right=ratings.right) if ratings.given else None


def ratings_of(rating: Rating | None) -> Ratings:
    """Return remembered numbers as they can be typed on."""
    return Ratings(rating.left, rating.right) if rating else Ratings()


def changes(before: Ratings, after: Ratings) -> list[str]:
    """Say for each foot what was said before and after, where anything was."""
    pairs = (("Left foot", before.left, after.left), ("Right foot", before.right, after.right))
    return [
        f"{foot}: {' and '.join(_said(number, when) for number, when in _both(was, now))}."
        for foot, was, now in pairs
        if was is not None or now is not None
    ]


def _both(was: int | None, now: int | None) -> list[tuple[int, str]]:
    return [(n, when) for n, when in ((was, "before"), (now, "after")) if n is not None]


def _said(number: int, when: str) -> str:
    return f"{number} of {MOST_SORE} {when}"
