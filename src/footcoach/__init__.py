"""A coach in the terminal for massaging your own feet."""

__version__ = "0.1.0"
HOME_PAGE = "https://github.com/footcoach/footcoach"
PROBLEMS = f"{HOME_PAGE}/issues"

# Always shown with that address, and after any advice on what to do now.
HARM = (
    "Did a massage harm you? First get the help that you need. Then please tell us, so that it "
    "harms nobody else: 'footcoach doctor' says what to send."
)

# Each has a module of its own in `cli`, with a function `<name>` or, for subcommands, `<name>_app`.
COMMANDS = {
    "start": "Answer the safety questions, then follow a guided foot massage.",
    "audio": "Answer the questions, then take today's massage along as a sound file.",
    "screen": "Answer the safety questions only.",
    "checklist": "Print the safety checklist.",
    "routines": "List the routines, show one, or make your own.",
    "learn": "Read what massage does and does not do, and who says so.",
    "history": "See, export, import or delete your sessions.",
    "remind": "Write a reminder for your calendar.",
    "profile": "See or erase what is kept about you, and note clearances.",
    "config": "See or change the settings.",
    "doctor": "See what works on this computer.",
    "forget": "Erase everything footcoach stored.",
}
