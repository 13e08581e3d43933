"""How long things last in a session, besides its steps."""

RESUME_COUNTDOWN = 3.0
"""Seconds to get ready after a pause, before the remaining time runs."""

LONGEST_PAUSE = 30 * 60.0
"""Seconds after which pauses, all together, end the session: the screening was for right now."""

ADJUST = 15.0
"""Seconds that one press adds or takes away."""

LEAST_LEFT = 6.0
"""Seconds that taking time away leaves, so that the last five are still counted."""

HALFWAY_FROM = 30.0
"""Seconds a step must last for half-way to be told."""

MOSTLY = 0.5
"""Share of the planned time that must have been done for a session to count as completed, and for
what it did to soreness: who skips to the end has stopped early. A judgement."""

COUNTED = 5
"""Last seconds of a step that are told."""

STRAY_KEYS = 1.0
"""Seconds of a new segment in which keys that are easily hit by mistake do nothing."""
