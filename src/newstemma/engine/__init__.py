"""How work is run: worker processes with limits, finished parts on disk, one machine or a cluster."""
