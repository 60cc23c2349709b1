// Instruments that people answer elsewhere, one of each format, from their file to answers in an export: Eve brings and publishes
// them, a wave begins with them, and Anna answers on her phone.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Browser, Page, TestInfo } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test, type Study } from "../support/study";
import { agree, goOn, heading, rate } from "../support/ways";
import { workbook } from "../support/workbook";

const INSTRUMENTS = join(__dirname, "../instruments");
const file = (name: string) => readFileSync(join(INSTRUMENTS, name));

interface Brought {
  /// Short: it is part of the survey's key.
  name: string;
  file: { name: string; mimeType: string; buffer: () => Buffer };
  /// What Anna chooses, by what she is asked.
  answers: Record<string, string>;
  /// And what is exported of it.
  exported: Record<string, string>;
  /// A word of the report on what was brought.
  told: string | RegExp;
}

const GAD7: Brought = {
  name: "gad7",
  file: { name: "gad-7.csv", mimeType: "text/csv", buffer: () => file("gad-7.redcap.csv") },
  answers: {
    "Feeling nervous, anxious or on edge": "More than half the days",
    "Not being able to stop or control worrying": "More than half the days",
    "Worrying too much about different things": "More than half the days",
    "Trouble relaxing": "Several days",
    "Being so restless that it is hard to sit still": "Several days",
    "Becoming easily annoyed or irritable": "Not at all",
    "Feeling afraid as if something awful might happen": "Nearly every day",
  },
  exported: {
    w0_gad7_1: "2",
    w0_gad7_2: "2",
    w0_gad7_3: "2",
    w0_gad7_4: "1",
    w0_gad7_5: "1",
    w0_gad7_6: "0",
    w0_gad7_7: "3",
    w0_gad7_total: "11",
  },
  told: "it is the number of the record there",
};

const LONELINESS: Brought = {
  name: "lonely",
  file: {
    name: "four-questions.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: () => workbook(JSON.parse(String(file("ons-loneliness.xlsform.json"))) as Record<string, string[][]>),
  },
  answers: {
    "How often do you feel that you lack companionship?": "Some of the time",
    "How often do you feel left out?": "Hardly ever or never",
    "How often do you feel isolated from others?": "Often",
    "How often do you feel lonely?": "Occasionally",
  },
  exported: { w0_companion: "2", w0_left_out: "1", w0_isolated: "3", w0_lonely: "3" },
  told: "only the sheets",
};

const K6: Brought = {
  name: "k6",
  file: { name: "k6.json", mimeType: "application/json", buffer: () => file("k6.fhir.json") },
  answers: {
    "nervous?": "Most of the time",
    "hopeless?": "A little of the time",
    "restless or fidgety?": "Some of the time",
    "so depressed that nothing could cheer you up?": "None of the time",
    "that everything was an effort?": "All of the time",
    "worthless?": "None of the time",
  },
  exported: { w0_k6_1: "3", w0_k6_2: "1", w0_k6_3: "2", w0_k6_4: "0", w0_k6_5: "4", w0_k6_6: "0" },
  told: /the code 4 for “all”/,
};

for (const brought of [GAD7, LONELINESS, K6]) {
  test(`${brought.file.name} is brought, published and asked in a wave, and Anna's answers stand in the export`, async ({ page, study, browser }, info) => {
    const key = await published(page, study, brought, info);
    const wave = study.asking(key);
    const before = wave.export();
    const anna = wave.enrol("Anna");

    await answered(browser, anna.link, brought, info);

    const rows = wave.export().since(before);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(brought.exported);
  });
}

/// Brings the file, reads what is told of it, and publishes what it became: the key of the survey.
async function published(page: Page, study: Study, { name, file, told }: Brought, info: TestInfo): Promise<string> {
  const key = `${name}-${mark(info)}`.toLowerCase();
  const email = `eve-${key}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByRole("link", { name: "Bring one from REDCap" }).click();
  await page.getByLabel("File").setInputFiles({ ...file, buffer: file.buffer() });
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Bring it" }).click();
  await expect(heading(page)).toHaveText(`What was brought of ${file.name}`);
  await expect(page.getByText(told).first()).toBeVisible();
  await inspect(page);
  await page.goto(`${study.address}/staff/surveys/${key}/publishing`);
  await page.getByLabel("Why").fill("As it is asked elsewhere");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. It never changes now.")).toBeVisible();
  return key;
}

/// Anna follows her link on her phone, agrees, answers and sends.
async function answered(browser: Browser, link: string, { answers }: Brought, info: TestInfo): Promise<void> {
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const scripts = { javaScriptEnabled: info.project.use.javaScriptEnabled ?? true };
  const context = await browser.newContext({ ...phone, ...scripts, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("link", { name: "Start" }).click();
  await agree(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  for (const question of Object.keys(answers)) {
    await expect(page.getByRole("group", { name: question }).last()).toBeVisible();
  }
  await inspect(page);
  await rate(answers)(page);
  await goOn(page);
  await expect(heading(page)).toHaveText("Check your answers");
  for (const answer of Object.values(answers)) {
    await expect(page.getByRole("definition").filter({ hasText: answer }).first()).toBeVisible();
  }
  await page.getByRole("button", { name: "Send" }).click();
  await expect(heading(page)).toHaveText("Thank you");
  await context.close();
}
