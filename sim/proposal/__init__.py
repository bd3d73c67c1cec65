"""What people read of measures and figures: answers in words, trust card, tables, pages, workbook."""
