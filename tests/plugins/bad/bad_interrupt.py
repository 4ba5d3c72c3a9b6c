"""Is being loaded when a person presses Ctrl+C."""

raise KeyboardInterrupt
