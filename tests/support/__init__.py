"""What several tests need: a browser to drive."""
