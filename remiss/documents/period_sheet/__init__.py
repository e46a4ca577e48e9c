"""The sheet of a period on paper and as files: workbook, CSV, the letter to the Chairman."""
