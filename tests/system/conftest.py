"""Which tests of other programs run nowhere but on Linux and macOS."""

import sys

# The stand-ins are shell scripts.
NO_SCRIPTS = ["test_engines.py", "test_programs.py", "test_voice.py", "test_audio_file.py"]
collect_ignore = NO_SCRIPTS if sys.platform == "win32" else []
