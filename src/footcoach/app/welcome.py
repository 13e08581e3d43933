"""What is said and asked before anything else: warning signs, and a session that was cut off."""

from collections.abc import Sequence
from datetime import UTC, datetime

from footcoach.app.interface import Asker
from footcoach.core.errors import NothingStarted
from footcoach.core.resume import ResumePoint


def welcome(
    asker: Asker, now: datetime, signs: Sequence[str], unfinished: ResumePoint | None
) -> ResumePoint | None:
    """Show warning signs over time, and return the session to go on with, if the person wants.

    `now` has an offset. One that was cut off before its first step is not worth a question. The
    signs block nothing: the screening does that. Raises NothingStarted
    if the person leaves.
    """
    try:
        if signs:
            asker.show_warning_signs(signs)
        if unfinished is None or unfinished.progress.done == 0:
            return None
        minutes_ago = int((now.astimezone(UTC) - unfinished.noted_at).total_seconds() / 60)
        return unfinished if asker.offer_to_go_on(unfinished, minutes_ago) else None
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted("Not screened, nothing started.") from error
