"""Files to documents: what the inputs are, their encoding and their rows."""

from newstemma.read.files_to_documents import files_to_documents, list_inputs, read_file

__all__ = ["files_to_documents", "list_inputs", "read_file"]
