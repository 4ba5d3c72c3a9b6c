"""A class under load: how many learners a server holds, and what happens past that."""
