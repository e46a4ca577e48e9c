"""The draft and the final text as pages and programs read them: clause by clause, file by file."""
