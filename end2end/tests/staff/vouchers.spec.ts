// A supervisor brings voucher codes, sees how they stand, and takes the books for finance.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { inspect } from "../support/inspection";
import { choosePassword, setUpCodes, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("codes are brought, counted and accounted for, and never shown", async ({ page, study }, info) => {
  const email = `sue-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "supervisor", "--study", "bridgeway"), "Sue Invented");
  await setUpCodes(page);
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "Vouchers: the stock" }).click();
  await expect(heading(page)).toHaveText("Vouchers");
  await inspect(page);

  const bring = page.getByRole("button", { name: "Bring the codes" });
  await bring.click();
  await expect(page.getByRole("link", { name: "Choose for which survey they are" })).toBeVisible();
  await inspect(page);
  const secret = `SECRET-${mark(info)}`;
  const rows = [1, 2].map((n) => `${secret}-${n},10,2099-12-31,PO-${n}`);
  const codes = (lines: string[]) => ({
    name: "codes.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["code,value,expires,supplier_reference", ...lines, ""].join("\n")),
  });
  await page.getByLabel("Any survey that gives a voucher").check();
  await page.getByLabel("File").setInputFiles(codes([...rows, `${secret}-3,ten,,`]));
  await bring.click();
  await expect(page.getByText("codes.csv:4: value: this is no amount in pounds")).toBeVisible();
  await inspect(page);
  await page.getByLabel("Any survey that gives a voucher").check();
  await page.getByLabel("File").setInputFiles(codes(rows));
  await bring.click();

  await expect(page.getByRole("status")).toContainText("The codes are in stock");
  await expect(page.getByRole("table", { name: "How vouchers stand" })).toContainText("Any survey, £10");
  await expect(page.getByText(secret)).toHaveCount(0);
  await inspect(page);

  await page.getByLabel("Study number").fill("nobody");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("link", { name: "Nobody in this study has that study number" })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the books" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^vouchers-\d{4}-\d\d-\d\d\.zip$/);
  const folder = mkdtempSync(join(tmpdir(), "throughline-books-"));
  execFileSync("python3", ["-m", "zipfile", "-e", await file.path(), folder]);
  const vouchers = readFileSync(join(folder, "vouchers.csv"), "utf8");
  expect(vouchers).toContain("10.00,PO-1,,in stock");
  expect(vouchers).not.toContain(secret);
  expect(readFileSync(join(folder, "sums.csv"), "utf8")).toMatch(/\nall,,,\d+,\d+\.00\n$/);
  rmSync(folder, { recursive: true, force: true });
});
