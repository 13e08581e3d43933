"""Leading a person through a visit, using the interface that `ui/interface.py` defines."""
