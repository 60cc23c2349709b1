// A workbook as a spreadsheet writes one, of rows of cells.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function sheet(rows: string[][]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  const row = (cells: string[]) => `<row>${cells.map(cell).join("")}</row>`;
  return `<worksheet ${MAIN}><sheetData>${rows.map(row).join("")}</sheetData></worksheet>`;
}

function relations(targets: [kind: string, target: string][]): string {
  const each = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;
}

/// The bytes of a workbook with these sheets, by their names.
export function workbook(sheets: Record<string, string[][]>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "workbook-"));
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const names = Object.keys(sheets);
  const types = names.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const listed = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  put(
    "[Content_Types].xml",
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join("")}</Types>`,
  );
  put("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]]));
  put("xl/workbook.xml", `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${listed.join("")}</sheets></workbook>`);
  put("xl/_rels/workbook.xml.rels", relations(names.map((_, at) => ["worksheet", `worksheets/sheet${at + 1}.xml`])));
  names.forEach((name, at) => put(`xl/worksheets/sheet${at + 1}.xml`, sheet(sheets[name]!)));
  const parts = ["[Content_Types].xml", "_rels", "xl"];
  execFileSync("python3", ["-m", "zipfile", "-c", "whole.xlsx", ...parts], { cwd: folder });
  return readFileSync(join(folder, "whole.xlsx"));
}
