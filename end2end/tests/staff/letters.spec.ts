// A supervisor prints the letters of the protocol.
import { readFileSync } from "node:fs";

import { CONSENT, send } from "../support/answers";
import { inspect } from "../support/inspection";
import { choosePassword, mark, setUpCodes } from "../support/staff";
import { expect, Study, test } from "../support/study";
import { heading } from "../support/ways";

test("Sue prints Anna's letter, whose square leads to Anna's survey, and it counts as posted", async ({ page, browser }, info) => {
  const study = await Study.open();
  try {
    const anna = study.enrolInFull("anna", {
      first_name: "Anna",
      last_name: "Invented",
      address: "3 Example Row",
      postcode: "S1 2AB",
    });
    const theirs = await browser.newPage();
    await send(theirs, anna.link, { ...CONSENT, C4: ["contact_post"] });
    await theirs.close();
    // Four months on, what says that the survey is coming was due three days ago.
    study.allocate(anna, "T", 122 - 7 + 3);
    await choosePassword(page, study.invite(`sue-${mark(info)}@example.org`, "supervisor", "--study", "bridgeway"), "Sue");
    await setUpCodes(page);
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("link", { name: "Letters: print what goes by post" }).click();
    await expect(heading(page)).toHaveText("Letters");
    let letter = "";
    // Some of the invented people may have one, too.
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/^\d+ letters? waits? to be printed/)).toBeVisible({ timeout: 500 });
      await inspect(page);
      const printed = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download to print" }).click();
      const file = await printed;
      expect(file.suggestedFilename()).toMatch(/^post-bridgeway-\d{4}-\d\d-\d\d-file-\d+\.html$/);
      letter = readFileSync(await file.path(), "utf8");
      expect(letter).toContain(anna.number);
    }).toPass({ timeout: 45_000 });

    expect(letter).toContain("Anna Invented\n3 Example Row\nS1 2AB");
    await page.reload();
    await expect(page.getByText("No letter waits to be printed.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Printed lately" })).toBeVisible();
    await inspect(page);
    const table = page.waitForEvent("download");
    await page.getByRole("button", { name: /^As a table \(CSV\)/ }).first().click();
    expect(readFileSync(await (await table).path(), "utf8")).toContain(`${anna.number},Anna Invented,"3 Example Row\nS1 2AB",en,`);
    expect(study.audit("--person", anna.number).join("\n")).toContain("letter printed again");
  } finally {
    await study.close();
  }
});
