// The exported files, read as an analyst reads them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Row = Record<string, string>;

export class Dataset {
  private constructor(
    readonly wide: Row[],
    readonly participants: Row[],
    readonly calls: Row[],
    readonly pages: Row[],
  ) {}

  static read(folder: string): Dataset {
    const file = (name: string) => rows(readFileSync(join(folder, name), "utf8"));
    return new Dataset(file("wide.csv"), file("participants.csv"), file("calls.csv"), file("pages.csv"));
  }

  /// People who were not in an earlier export. The dataset holds no study number to find them by.
  since(earlier: Dataset): Row[] {
    return notIn(earlier.wide, this.wide);
  }

  /// How the baseline of whoever was rung came about: their row in `wide.csv`.
  whoWasRung(): Row | undefined {
    return this.wide.find((row) => row.row_key === this.calls[0]?.row_key);
  }

  /// Their rows in `participants.csv`.
  peopleSince(earlier: Dataset): Row[] {
    return notIn(earlier.participants, this.participants);
  }
}

function notIn(earlier: Row[], now: Row[]): Row[] {
  const known = new Set(earlier.map((row) => row.row_key));
  return now.filter((row) => !known.has(row.row_key));
}

/// No field of these files holds a line break: free text is left out of them.
function rows(text: string): Row[] {
  const [names, ...lines] = text.trim().split(/\r?\n/).map(fields);
  return lines.map((line) => Object.fromEntries(names.map((name, place) => [name, line[place]])));
}

function fields(line: string): string[] {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...found].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}
