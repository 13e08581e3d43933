"""A coach in the terminal for massaging your own feet."""

__version__ = "0.1.0"
HOME_PAGE = "https://github.com/footcoach/footcoach"
