/** A row of separated values as an object: column names are members, cells are strings. So the files of the services read both. */
import { splitFields, type Field } from '../log/csv-line';
import { JsonValue, type JsonText } from './json-value';

class Cell extends JsonValue {
  constructor(source: JsonText, private readonly field: Field) {
    super(source, 'string', field.start, field.end);
  }

  override decoded(): string {
    return this.field.value;
  }

  override get literal(): boolean {
    return this.field.value.length === this.end - this.start;
  }

  override get span(): { start: number; end: number } {
    return this.part(0, this.end - this.start);
  }

  override part(from: number, to: number): { start: number; end: number } {
    return { start: this.source.base + this.start + from, end: this.source.base + this.start + to };
  }
}

/**
 * @param row the text of the row @param base its offset in the whole text
 * @param starts where each column begins, in tables of consoles
 * @returns the row with all its columns, and with those alone that are not empty
 */
export function rowObjects(row: string, base: number, names: readonly string[], separator: string, starts?: readonly number[]): { whole: JsonValue; filled: JsonValue } {
  const source: JsonText = { text: row, base };
  const whole = new JsonValue(source, 'object', 0, row.length);
  const filled = new JsonValue(source, 'object', 0, row.length);
  (starts?.map((start, i) => cut(row, start, starts[i + 1])) ?? splitFields(row, separator)).slice(0, names.length).forEach((field, i) => {
    const cell = new Cell(source, field);
    whole.names!.push(names[i]!);
    whole.items!.push(cell);
    if (field.value.trim() === '') return;
    filled.names!.push(names[i]!);
    filled.items!.push(cell);
  });
  return { whole, filled };
}

function cut(row: string, from: number, to = row.length): Field {
  const value = row.slice(from, to);
  const start = from + value.length - value.trimStart().length;
  return { start, end: start + value.trim().length, value: value.trim() };
}
