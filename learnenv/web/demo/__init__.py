"""The demonstration: the same application, with a class that is made up and a page to enter it as anybody."""
