"""What each screen holds, as values that can be looked at without a terminal."""
