"""Everything that footcoach keeps on disk."""
