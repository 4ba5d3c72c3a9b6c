"""The preview of an author: the same pages that learners see, with what the checker finds beside its place."""
