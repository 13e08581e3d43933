"""The rules: values in, values out. No terminal, clock, disk or process is known here."""
