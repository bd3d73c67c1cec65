"""What people read of measures: the answer in words, the trust card, the workbook, the page."""
