// An evaluator brings surveys from ODK and from a hospital's records, reads what became of each item, and publishes them.
import type { Page, TestInfo } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test, type Study } from "../support/study";
import { heading } from "../support/ways";
import { workbook } from "../support/workbook";

const FORM = workbook({
  survey: [
    ["type", "name", "label", "hint", "relevant"],
    ["begin group", "garden", "Your garden"],
    ["note", "hello", "See [our page](https://example.org/garden)."],
    ["select_one yes_no", "has", "Do you have a garden?", "A pot counts"],
    ["integer", "hours", "How many hours a week do you spend in it?", "", "${has} = 'yes'"],
    ["geopoint", "place", "Where is it?"],
    ["end group"],
    ["note", "bye", "Thank you for your time."],
  ],
  choices: [
    ["list_name", "name", "label"],
    ["yes_no", "yes", "Yes"],
    ["yes_no", "no", "No"],
  ],
  settings: [["form_title"], ["Garden survey"]],
});

const yes = { valueCoding: { code: "Y", display: "Yes" } };
const no = { valueCoding: { code: "N", display: "No" } };
const QUESTIONNAIRE = {
  resourceType: "Questionnaire",
  language: "en-GB",
  title: "Garden check",
  status: "active",
  item: [
    { linkId: "1", type: "choice", text: "Do you have a garden?", answerOption: [yes, no] },
    {
      linkId: "1.1",
      type: "integer",
      text: "How many hours a week do you spend in it?",
      enableWhen: [{ question: "1", operator: "=", answerCoding: { code: "Y" } }],
    },
    { linkId: "2", type: "choice", text: "Which flowers?", answerValueSet: "http://example.org/flowers" },
  ],
};

interface Brought {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/// Brings a file, and leads to what is told of it: the key of the survey that it became.
async function bring(page: Page, study: Study, file: Brought, info: TestInfo): Promise<string> {
  const kind = file.name.split(".")[1];
  const key = `${kind}-${mark(info)}`.toLowerCase();
  const email = `eve-${key}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByRole("link", { name: "Bring one from REDCap" }).click();
  await page.getByLabel("File").setInputFiles(file);
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Bring it" }).click();
  await expect(heading(page)).toHaveText(`What was brought of ${file.name}`);
  await inspect(page);
  return key;
}

async function publish(page: Page, study: Study, key: string, title: string): Promise<void> {
  await page.goto(`${study.address}/staff/surveys/${key}/publishing`);
  await page.getByLabel("Why").fill("As it was asked elsewhere");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. It never changes now.")).toBeVisible();
  await expect(heading(page)).toHaveText(`${title}, version 1`);
  await inspect(page);
}

test("a form of ODK is brought with its link and its routing, and published", async ({ page, study }, info) => {
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const key = await bring(page, study, { name: "garden.xlsx", mimeType, buffer: FORM }, info);
  const not = page.getByRole("table", { name: "Not converted" });
  await expect(not.getByText("nobody's place on a map is asked for")).toBeVisible();
  await expect(not.getByText(/“Thank you for your time\.”/)).toBeVisible();

  await publish(page, study, key, "Garden survey");
  await expect(page.getByRole("link", { name: "our page" })).toHaveAttribute("href", "https://example.org/garden");
});

test("a questionnaire of FHIR is brought with its routing, and published", async ({ page, study }, info) => {
  const buffer = Buffer.from(JSON.stringify(QUESTIONNAIRE));
  const key = await bring(page, study, { name: "garden.json", mimeType: "application/json", buffer }, info);
  const not = page.getByRole("table", { name: "Not converted" });
  await expect(not.getByText(/its options are in “http:\/\/example\.org\/flowers”/)).toBeVisible();

  await publish(page, study, key, "Garden check");
  await expect(page.getByText("How many hours a week do you spend in it?").first()).toBeVisible();
});
