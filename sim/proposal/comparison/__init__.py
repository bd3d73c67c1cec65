"""What a comparison of modes leaves for people: tables, words, charts, workbook and page."""
