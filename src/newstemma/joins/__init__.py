"""The stages across articles as joins: blocks that are worked on one by one, for piles of any size."""
