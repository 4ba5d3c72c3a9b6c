"""What is shipped to install learnenv with."""
