import { type ProblemTexts } from './problem-text.js';
import { READING_TEXTS } from './reading-texts.js';
import { ENGLISH_SYSTEM_FILES } from './system-files-english.js';

export const ENGLISH: ProblemTexts = {
  'empty-file': {
    message: 'The file is empty.',
    hint: 'Save it again with a header and figures, or start from the template.',
  },
  'file-too-large': {
    message: 'The file is larger than {maxMiB} MiB.',
    hint: 'Split it, for example into one file per period.',
  },
  'file-not-text': {
    message: 'The file cannot be read as text.',
    hint: 'Hand in CSV or JSON rows. UTF-8, UTF-16 (with BOM) and Windows-1252 are fine.',
  },
  'unclosed-quote': {
    message:
      'A quotation mark that opens on this row is never closed, so the rest of the file cannot be read.',
    hint: 'Close it, remove it, or write it twice ("") if it belongs to the text. Check too that the whole file came along.',
  },
  'malformed-json': {
    message: 'The file is not valid JSON: {reason}',
    hint: 'Correct the file; it must be a list with one object per row.',
  },
  'json-not-rows': {
    message: 'The JSON file is not a list of rows.',
    hint: 'Write [{"column": value, …}, …] or {"rows": […]}.',
  },
  'workbook-legacy': {
    message: 'The file is a workbook of the old kind (.xls, Excel 97–2003), which is not read here.',
    hint: 'Open it in Excel, choose Save As and “Excel Workbook (.xlsx)”, and hand that file in.',
  },
  'workbook-other-format': {
    message: 'The file is not an Excel workbook (.xlsx) but {format}.',
    hint: 'Open it in Excel or LibreOffice, choose Save As and “Excel Workbook (.xlsx)” or “CSV UTF-8”, and hand that file in.',
  },
  'workbook-encrypted': {
    message: 'The workbook is protected by a password and cannot be read.',
    hint: 'Remove the password (File – Info – Protect Workbook – Encrypt with Password) and save it again.',
  },
  'workbook-damaged': {
    message: 'The workbook is damaged, or not all of the file came.',
    hint: 'Open it in Excel, save it anew and hand it in again. If it cannot be opened, start from the template. (For the technician: {reason}.)',
  },
  'workbook-bomb': {
    message:
      'The file grows to more than {ratio} times its size when it is unpacked, and is therefore not read.',
    hint: 'Open it in Excel, copy the figures into the template and hand that in. An ordinary workbook is never packed so tightly.',
  },
  'workbook-too-large': {
    message: 'The workbook holds more than {maxMiB} MiB unpacked.',
    hint: 'Save the sheet as CSV, which has room for much more, or split the workbook, one file per period for example.',
  },
  'zip-without-workbook': {
    message: 'The file is a zip archive without a workbook.',
    hint: 'Unpack the archive and hand in its files one by one.',
  },
  'too-many-rows': {
    message: 'The file has more than {max} rows.',
    hint: 'Split it, for example into one file per period.',
  },
  'too-many-columns': {
    message: 'The file has more columns than can be read ({max}).',
    hint: 'Remove the columns that do not belong to the data set.',
  },
  'no-rows': {
    message: 'The file has a header but no figures.',
    hint: 'Fill in at least one row below the header.',
  },
  'read-as-csv': {
    message: 'Read as CSV: encoding {encoding}, delimiter “{delimiter}”, line ending {lineEnding}.',
    hint: 'If å, ä and ö or the columns look wrong, save the file as CSV UTF-8.',
  },
  'read-as-json': {
    message: 'Read as JSON rows: encoding {encoding}.',
    hint: 'Rows are counted from 1.',
  },
  'read-as-workbook': {
    message: 'Read as a workbook: sheet “{sheet}”, headings in row {headerRow}.',
    hint: 'If another sheet is meant, put it first or name it “{title}”.',
  },
  'cells-without-heading': {
    message: 'Cells in columns without a heading were not read: {count}, the first is {first}.',
    hint: 'Nothing needs to be done if they are only notes. Otherwise give the column a heading.',
  },
  'decimal-mark': {
    message: 'The decimal mark of the column “{column}” was read as “{mark}”.',
    hint: 'Check the total in the report if you are unsure.',
  },
  'empty-rows-skipped': {
    message: 'Empty rows were skipped: {count}.',
    hint: 'Nothing needs to be done.',
  },
  'unknown-header': {
    message: 'No column is recognised in the first row of the file.',
    hint: 'The first row must be headings. These are needed: {expected}.',
  },
  'missing-column': {
    message: 'The column “{title}” is missing.',
    hint: 'Add it; it may be headed “{title}” or “{name}”.',
    hintIfSimilar: 'Is it the column “{suggestion}” of the file? If so, rename it “{title}” or “{name}”.',
  },
  'duplicate-column': {
    message: 'More than one column means “{title}”.',
    hint: 'Remove or rename one of them.',
  },
  'extra-column': {
    message: 'The column “{header}” does not belong to the data set and was not read.',
    hint: 'Nothing needs to be done unless it was meant to be read.',
  },
  required: {
    message: 'The cell is empty but must be filled in.',
    hint: 'Fill in a value for “{column}”.',
  },
  'must-apply': {
    message: '“{column}” must be given; “{value}” is no answer here.',
    hint: 'Fill in a value, or remove the row if it does not concern you.',
  },
  'not-a-number': {
    message: '“{value}” is not a number.',
    hint: 'Write 1234,50 for example. Leave it empty if the figure is missing, write “N/A” if the question does not concern you.',
  },
  'not-an-integer': {
    message: '“{value}” is not a whole number.',
    hint: 'Write the count without decimals.',
  },
  percent: {
    message: '“{value}” is a percentage.',
    hint: 'Hand in the counts or amounts themselves; shares are computed by the system.',
  },
  'scientific-notation': {
    message: '“{value}” is written with an exponent and may have lost digits.',
    hint: 'Give the column a number format without exponent in the spreadsheet and save again.',
  },
  'scaled-amount': {
    message: '“{value}” is given in thousands or millions.',
    hint: 'Write the whole number, for example 1 200 000 instead of 1,2 mkr.',
  },
  'number-too-large': {
    message: '“{value}” is unreasonably large.',
    hint: 'Check that the number is not glued together with something else.',
  },
  negative: {
    message: '“{value}” is negative.',
    hint: 'The value cannot be below 0 here.',
  },
  'below-minimum': {
    message: '“{value}” is less than {minimum}.',
    hint: 'The smallest value allowed is {minimum}.',
  },
  'above-maximum': {
    message: '“{value}” is more than {maximum}.',
    hint: 'The largest value allowed is {maximum}.',
  },
  'not-a-date': {
    message: '“{value}” is not a date.',
    hint: 'Write 2026-09-30.',
  },
  'not-a-period': {
    message: '“{value}” is not a period.',
    hint: 'Write {examples}, for example.',
  },
  'wrong-period-type': {
    message: '“{value}” is the wrong kind of period for this data set.',
    hint: 'Write {examples}, for example.',
  },
  'period-outside-claimed': {
    message: 'The period {period} lies outside {claimed}, which this upload is for.',
    hint: 'Correct the period, or hand in the row by itself.',
  },
  'unknown-unit': {
    message: 'There is no unit “{value}”.',
    hint: 'Write the id of the unit or its whole name.',
  },
  'unknown-system': {
    message: 'There is no system “{value}” in the application portfolio.',
    hint: 'Write the id of the system or its whole name.',
  },
  'unknown-project': {
    message: 'There is no project “{value}”.',
    hint: 'Write the id of the project or its whole name.',
  },
  'unit-not-yours': {
    message: 'You may not hand in figures for {unit}.',
    hint: 'Remove the row, or ask that unit to hand it in.',
  },
  'unit-only-gathers': {
    message: '{unit} gathers other units and hands in nothing of its own.',
    hint: 'Name the committee, administration or company that the figure is for.',
  },
  'not-in-list': {
    message: '“{value}” is not one of the allowed values.',
    hint: 'Choose one of {allowed}.',
  },
  'wrong-shape': {
    message: '“{value}” is not written the way the column demands.',
    hint: 'It should look like “{example}”.',
  },
  'control-character': {
    message: 'The cell holds characters that do not belong in text.',
    hint: 'Type the text instead of pasting it.',
  },
  'text-too-long': {
    message: 'The text is longer than {max} characters.',
    hint: 'Shorten it.',
  },
  'spreadsheet-error': {
    message: 'The cell holds the error value {value} of the spreadsheet.',
    hint: 'Correct the formula, or leave the cell empty if the figure is missing.',
  },
  'formula-without-value': {
    message: 'The cell has a formula, but no computed value is stored.',
    hint: 'Open the file in Excel and save it again, or paste the values in place of the formulas.',
  },
  'not-a-cell': {
    message: 'The value is a list or an object.',
    hint: 'Write a text or a number.',
  },
  'too-many-cells': {
    message: 'The row has more cells than the header.',
    hint: 'Often a decimal mark or a text holds the delimiter; put the cell in quotation marks.',
  },
  'decimal-mark-assumed': {
    message: '“{value}” can be read in two ways; “{mark}” was read as the decimal mark in the whole column.',
    hint: 'If that is wrong, write the numbers without thousands marks. If it is right, nothing needs to be done.',
  },
  'thousands-mark-assumed': {
    message:
      '“{value}” can be read in two ways; “{mark}” was read as the thousands mark in the whole column.',
    hint: 'If that is wrong, write the numbers with two decimals. If it is right, nothing needs to be done.',
  },
  'new-project': {
    message: 'The project “{value}” is not in the list of projects yet.',
    hint: 'If the id is right, nothing needs to be done.',
  },
  'active-above-assigned': {
    message: 'More licences are in use ({value}) than assigned ({limit}).',
    hint: 'At most as many can be active as are assigned.',
  },
  'assigned-above-purchased': {
    message: 'More licences are assigned ({value}) than purchased ({limit}).',
    hint: 'At most as many can be assigned as are purchased.',
  },
  'completed-above-started': {
    message: 'More cases are completed ({value}) than started ({limit}).',
    hint: 'At most as many can be completed as are started; leave started empty if it is not measured.',
  },
  'within-target-above-closed': {
    message: 'More cases are within target ({value}) than closed ({limit}).',
    hint: 'At most as many can be within target as are closed.',
  },
  'scale-reversed': {
    message: 'The lowest value of the scale is not below its highest ({limit}).',
    hint: 'Swap them.',
  },
  'answer-outside-scale': {
    message: '{value} answers to a value outside the scale {minimum}–{maximum}.',
    hint: 'Leave the cell empty, or correct the scale.',
  },
  'end-before-start': {
    message: 'The end date {value} is before the start date {start}.',
    hint: 'Correct the dates.',
  },
  'duplicate-row': {
    message: 'The row is about the same thing as row {first}.',
    hint: 'Remove one of them or merge them.',
  },
  'more-answers-than-invited': {
    message: 'More people have answered ({answers}) than were invited ({value}).',
    hint: 'Check the number of invited.',
  },
  'change-claimed-twice': {
    message: 'The change “{value}” is claimed by two projects: {project} and {other} (row {first}).',
    hint: 'A change is counted once; the project that registered first keeps it.',
  },
  'change-claimed-before': {
    message:
      '{project} claims the change “{value}” for {unit} {period}. {other} already does for {otherPeriod}, in the file “{file}” of {day}.',
    hint: 'A change is counted once; the project that registered first keeps it.',
  },
  'total-jump': {
    message: 'The total of {unit} {period} goes from {previous} to {total}.',
    hint: 'Check that no sign or thousands mark went wrong, and that all rows are there.',
  },
  'period-frozen': {
    message: '{period} belongs to a frozen period ({frozen}).',
    hint: 'A frozen period is not changed by mistake. Ask the follow-up team to hand the correction in with restate=true, and to freeze the period anew.',
  },
  'period-restated': {
    message: '{period} belongs to a frozen period ({frozen}), which will now differ from its edition.',
    hint: 'Freeze the period anew, with a reason, when all corrections are in. The first edition remains.',
  },
  ...READING_TEXTS.en,
  ...ENGLISH_SYSTEM_FILES,
};
