"""A roster on paper: the workbook, the PDF to sign, the calendars."""
