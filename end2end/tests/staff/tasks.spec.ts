// An answer that says somebody may come to harm becomes a task, and somebody acts on it.
import type { Page, TestInfo } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, setUpCodes } from "../support/staff";
import { expect, test, type Study } from "../support/study";
import { agree, choose, goOn, heading } from "../support/ways";

/// Words by which a mail would say what the task is, or whom it is about.
const TELLING = /Anna|07700|item|PHQ|suicid|harm|hurt|dead|health|feel|answer|survey|level|urgent/i;

/// Somebody new on the staff, signed in, on the overview.
async function comeIn(
  page: Page,
  study: Study,
  role: string,
  name: string,
  info: TestInfo,
): Promise<string> {
  const mark = `${info.project.name.replace(" ", "-")}-${info.workerIndex}-${info.testId}`;
  const email = `${name.split(" ")[0]!.toLowerCase()}-${mark}@example.org`;
  await choosePassword(page, study.invite(email, role, "--study", "lantern"), name);
  await setUpCodes(page);
  await page.goto(`${study.address}/staff`);
  return email;
}

/// What the people on duty were told, their own invitations apart.
function toDuty(lantern: Study): string[] {
  const theirs = lantern.mails().filter((mail) => /^To: .*@larkfield\.example\.org/m.test(mail));
  return theirs.filter((mail) => !mail.includes("Subject: Your invitation"));
}

/// Answers that most of the days they would be better off dead.
async function answer(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("link", { name: "Start" }).click();
  await agree(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await choose("Nearly every day", /Thoughts that you would be better off dead/)(page);
  await goOn(page);
  await expect(heading(page)).toHaveText("Thank you for telling us");
}

test("Anna's answer is a task that Lea takes, writes about and closes, and the mail says nothing of it", async ({
  page,
  browser,
  lantern,
}, info) => {
  const anna = lantern.enrol("Anna", "", "07700 900123");
  await answer(page, anna.link);
  await expect.poll(() => toDuty(lantern).length).toBeGreaterThanOrEqual(2);
  for (const mail of toDuty(lantern)) {
    expect(mail).toMatch(/1 new safeguarding task in The Lantern Study/);
    expect(mail).not.toMatch(TELLING);
    expect(mail).not.toContain(anna.number);
  }
  expect(lantern.tasks().join()).not.toContain(anna.number);

  const other = await browser.newContext({
    javaScriptEnabled: info.project.use.javaScriptEnabled ?? true,
  });
  const lea = await other.newPage();
  await comeIn(lea, lantern, "safeguarding-lead", "Lea Invented", info);
  await expect(lea.getByText(/safeguarding tasks? (is|are) open/)).toBeVisible();
  await inspect(lea);
  await lea.getByRole("link", { name: "Safeguarding tasks" }).click();
  await expect(heading(lea)).toHaveText("Safeguarding tasks");
  await inspect(lea);
  await expect(lea.locator("main")).not.toContainText("07700");
  const row = lea.getByRole("listitem").filter({ hasText: anna.number });
  await expect(row).toContainText("Level 3: most urgent");
  await expect(row).toContainText("Nobody has it yet");
  await row.getByRole("link").click();

  await expect(lea.getByText("07700 900123")).toBeVisible();
  await expect(lea.getByText("Nearly every day")).toBeVisible();
  await inspect(lea);
  await lea.getByRole("button", { name: "I take this task" }).click();
  await expect(lea.getByText("You have this task now.")).toBeVisible();
  await inspect(lea);
  await lea.getByLabel("Write something down").fill("Called.\nShe is at her sister's.");
  await lea.getByRole("button", { name: "Keep this note" }).click();
  await expect(lea.getByText("She is at her sister's.")).toBeVisible();
  await lea.getByRole("button", { name: "Close this task" }).click();
  await lea.getByRole("link", { name: "Choose how it ended" }).click();
  await inspect(lea);
  await lea.getByLabel("We spoke to them, and no more was needed").check();
  await lea.getByRole("button", { name: "Close this task" }).click();
  await expect(lea.getByText("Closed. Everything that happened is kept.")).toBeVisible();
  await inspect(lea);

  await lea.getByRole("link", { name: "All tasks" }).click();
  await expect(lea.getByText(anna.number)).toHaveCount(0);
  await lea.getByRole("link", { name: "Tasks that were closed" }).click();
  await expect(lea.getByText(anna.number)).toBeVisible();
  await inspect(lea);
  await other.close();
});

test("Anna changes her answer later, and the task stays open and says so", async ({
  page,
  browser,
  lantern,
}, info) => {
  const anna = lantern.enrol("Anna");
  await answer(page, anna.link);
  await page.getByRole("link", { name: "Continue" }).click();
  await page.goto(`${anna.link}/q/feelings`);
  await choose("Not at all", /Thoughts that you would be better off dead/)(page);
  await goOn(page);

  const other = await browser.newContext({
    javaScriptEnabled: info.project.use.javaScriptEnabled ?? true,
  });
  const lea = await other.newPage();
  await comeIn(lea, lantern, "safeguarding-lead", "Lea Invented", info);
  await lea.goto(`${lantern.address}/staff/lantern/tasks`);
  await lea.getByRole("listitem").filter({ hasText: anna.number }).getByRole("link").click();
  await expect(lea.getByText("The answer was changed afterwards.")).toBeVisible();
  await expect(lea.getByText("Nearly every day")).toBeVisible();
  await expect(lea.getByText("We hold no name and no way to reach them.")).toBeVisible();
  await inspect(lea);
  await other.close();
});

test("Ivy raises a concern about somebody given to her, and sees only what becomes of it", async ({
  page,
  lantern,
}, info) => {
  const anna = lantern.enrol("Anna");
  const ben = lantern.enrol("Ben");
  const email = await comeIn(page, lantern, "interviewer", "Ivy Invented", info);
  lantern.assign(email, anna.number);
  await page.getByRole("link", { name: "Raise a concern" }).click();
  await inspect(page);
  await page.getByLabel("Study number").fill(ben.number);
  await page.getByLabel("What was said").fill("He said that nobody would miss him.");
  await page.getByLabel(/^Yes. Somebody acts by /).check();
  await page.getByRole("button", { name: "Raise this concern" }).click();
  await expect(page.getByRole("link", { name: /None of your participants/ })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Study number").fill(anna.number.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Raise this concern" }).click();

  await expect(page.getByText("the people on duty are told.")).toBeVisible();
  await expect(page.getByText(/Somebody has to act by /)).toBeVisible();
  await expect(page.getByText("Nobody has taken it yet")).toBeVisible();
  await expect(page.getByText("nobody would miss him")).toHaveCount(0);
  await inspect(page);
  const refused = await page.goto(`${lantern.address}/staff/lantern/tasks`);
  expect(refused?.status()).toBe(403);
});

test("a task about somebody whose name was deleted says that nobody can reach them, and is closed from a list", async ({
  page,
  lantern,
}, info) => {
  const anna = lantern.enrol("Anna", "", "07700 900123");
  await comeIn(page, lantern, "safeguarding-lead", "Lea Invented", info);
  const raise = async (words: string) => {
    await page.goto(`${lantern.address}/staff/lantern/concern`);
    await page.getByLabel("Study number").fill(anna.number);
    await page.getByLabel("What was said").fill(words);
    await page.getByLabel(/^No. Somebody looks at it by /).check();
    await page.getByRole("button", { name: "Raise this concern" }).click();
  };
  await raise("She sounded lost.");
  lantern.erase(anna.number, "name");
  await page.goto(`${lantern.address}/staff/lantern/tasks`);
  await page.getByRole("listitem").filter({ hasText: anna.number }).getByRole("link").click();
  await expect(page.getByText("Nobody can reach this person from here.")).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await inspect(page);
  await page.getByRole("button", { name: "I take this task" }).click();
  await page.getByLabel(/^Their details were deleted/).check();
  await inspect(page);
  await page.getByRole("button", { name: "Close this task" }).click();
  await expect(page.getByText("Closed. Everything that happened is kept.")).toBeVisible();

  await raise("He saw her at the bridge.");
  await expect(page.getByText("Your concern is on record, but not what you wrote")).toBeVisible();
  await expect(page.getByLabel("What was said")).toHaveValue("He saw her at the bridge.");
  await inspect(page);
});
