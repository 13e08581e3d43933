"""A coach in the terminal for massaging your own feet."""

__version__ = "0.1.0"
HOME_PAGE = "https://github.com/footcoach/footcoach"
PROBLEMS = f"{HOME_PAGE}/issues"

# Always shown with that address, and after any advice on what to do now.
HARM = (
    "Did a massage harm you? First get the help that you need. Then please tell us, so that it "
    "harms nobody else: 'footcoach doctor' says what to send."
)
