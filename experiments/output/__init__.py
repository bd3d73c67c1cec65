"""What a run leaves for people and programs: tables, workbook, page, files."""
