/** Comma-separated values as Go's `encoding/csv` reads them: RFC 4180, line ends normalised, empty lines skipped. */

export interface CsvRecord {
  readonly fields: readonly string[];
  /** From 1. */
  readonly line: number;
}

export type CsvError = { readonly error: string };

const BARE_QUOTE = 'bare " in non-quoted-field';
const WRONG_QUOTE = 'extraneous or missing " in quoted-field';

export function parseCsv(text: string): readonly CsvRecord[] | CsvError {
  const lines = text
    .replace(/\r$/, '')
    .split(/(?<=\n)/)
    .map((line) => line.replace(/\r\n$/, '\n'));
  const records: CsvRecord[] = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at] === '\n' || lines[at] === '') {
      at++;
      continue;
    }
    const record = readRecord(lines, at);
    if ('error' in record) return record;
    records.push({ fields: record.fields, line: at + 1 });
    at = record.next;
  }
  return records;
}

export function csvError(line: number, message: string): CsvError {
  return { error: `CSV parse error on line ${line}: ${message}` };
}

function readRecord(lines: readonly string[], start: number): { fields: string[]; next: number } | CsvError {
  const fields: string[] = [];
  let at = start;
  let line = lines[at] ?? '';
  for (;;) {
    if (!line.startsWith('"')) {
      const comma = line.indexOf(',');
      const field = comma < 0 ? line.replace(/\n$/, '') : line.slice(0, comma);
      if (field.includes('"')) return csvError(at + 1, BARE_QUOTE);
      fields.push(field);
      if (comma < 0) return { fields, next: at + 1 };
      line = line.slice(comma + 1);
      continue;
    }
    let field = '';
    line = line.slice(1);
    for (;;) {
      const quote = line.indexOf('"');
      if (quote < 0) {
        field += line;
        at++;
        const following = lines[at];
        if (following === undefined || following === '') return csvError(at, WRONG_QUOTE);
        line = following;
        continue;
      }
      field += line.slice(0, quote);
      line = line.slice(quote + 1);
      if (!line.startsWith('"')) break;
      field += '"';
      line = line.slice(1);
    }
    fields.push(field);
    if (line === '' || line === '\n') return { fields, next: at + 1 };
    if (!line.startsWith(',')) return csvError(at + 1, WRONG_QUOTE);
    line = line.slice(1);
  }
}
