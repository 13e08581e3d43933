"""The rules: pure code that knows nothing about terminals, clocks, disks or processes."""
