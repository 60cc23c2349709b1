import { arriveAt } from "../support/answers";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { choose, goOn, heading, start, tick, write } from "../support/ways";

const BORN = "On which day were you born?";

for (const [page, question] of [
  ["q/sex", "What is your sex?"],
  ["q/payamt", "What is your usual take-home pay from your main job, after tax and other deductions?"],
  ["q/loneliness", "You and other people"],
  ["answers", "Check your answers"],
]) {
  test(`Anna stops at ${page} to finish later, and her link brings her back to it`, async ({
    page: tab,
    anna,
  }) => {
    await arriveAt(tab, anna.link, page);
    await tab.getByRole("button", { name: "Save and finish later" }).click();
    await expect(heading(tab)).toHaveText("Your answers are saved");
    await inspect(tab);

    await tab.goto(anna.link);
    await expect(tab.getByText("Welcome back")).toBeVisible();
    await inspect(tab);
    await tab.getByRole("link", { name: "Continue" }).click();
    await expect(heading(tab)).toHaveText(question);
  });
}

test("what Anna had typed when she stopped is still in its box, right or not", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/hours");
  const hours = page.getByRole("textbox", { name: /how many hours a week/ });
  await hours.fill("about thirty");
  await page.getByRole("button", { name: "Save and finish later" }).click();
  await expect(heading(page)).toHaveText("Your answers are saved");

  await page.goto(anna.link);
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(hours).toHaveValue("about thirty");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("on another device Anna gives her birthday, wrong and then right, and goes on where she stopped", async ({
  page,
  anna,
  browser,
}) => {
  await arriveAt(page, anna.link, "q/hours");
  await page.getByRole("textbox").fill("30.5");
  await page.getByRole("button", { name: "Save and finish later" }).click();
  await expect(heading(page)).toHaveText("Your answers are saved");

  const other = await (await browser.newContext()).newPage();
  await other.goto(anna.link);
  await other.getByRole("link", { name: "Continue" }).click();
  await expect(heading(other)).toHaveText(BORN);
  await inspect(other);
  await write({ Day: "15", Month: "3" })(other);
  await goOn(other);
  const wrong = other.getByRole("link", { name: /^That is not the day and month we have/ });
  await inspect(other);
  await wrong.click();
  await expect(other.getByRole("textbox", { name: "Day" })).toBeFocused();
  await write({ Day: "14", Month: "March" })(other);
  await goOn(other);
  await write({ Day: "14", Month: "3" })(other);
  await goOn(other);

  await expect(heading(other)).toHaveText(/^What is your usual take-home pay/);
  await other.getByRole("link", { name: "Back" }).click();
  await expect(other.getByRole("textbox", { name: /how many hours/ })).toHaveValue("30.5");
  await other.context().close();
});

test("a device that has not shown whose it is sees no stored answer", async ({
  page,
  anna,
  browser,
}) => {
  await arriveAt(page, anna.link, "answers");

  const other = await (await browser.newContext()).newPage();
  for (const at of ["q/dob", "q/sex", "q/contact", "answers"]) {
    await other.goto(`${anna.link}/${at}`);
    await expect(heading(other)).toHaveText(BORN);
  }
  for (const at of ["", "/later", "/help", "/stop"]) {
    const shown = await (await other.request.get(`${anna.link}${at}`)).text();
    expect(shown).not.toMatch(/1987|Apprenticeship|30 hours/);
  }
  await other.context().close();
});

test("what Anna typed before her device was forgotten is kept; then she says who she is", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.context().clearCookies();
  await choose("Male")(page);
  await goOn(page);

  await expect(heading(page)).toHaveText(BORN);
  await write({ Day: "14", Month: "3" })(page);
  await goOn(page);
  await expect(heading(page)).toHaveText(/^Is the gender you identify with/);
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("radio", { name: "Male", exact: true })).toBeChecked();
});

test("after five wrong birthdays Anna is asked to wait, and the right one does not help yet", async ({
  page,
  study,
}) => {
  const anna = study.enrol("Anna", "1987-03-14");
  await page.goto(`${anna.link}/check`);
  for (const day of ["1", "2", "3", "4", "5", "14"]) {
    await write({ Day: day, Month: "3" })(page);
    await goOn(page);
    await expect(page.getByRole("alert")).toBeVisible();
  }
  await expect(page.getByRole("alert")).toContainText("That is too many tries");
  await expect(heading(page)).toHaveText(BORN);
});

test("an answer that routes is changed and changed back: what was set aside comes back", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "answers");
  await page.getByRole("link", { name: /^Change.*were you doing any of the following/ }).click();
  await page.getByRole("checkbox", { name: "Working as an employee" }).uncheck();
  await tick("None of these apply")(page);
  await goOn(page);
  await expect(heading(page)).toHaveText(/^Which of the following describes what you were doing/);
  await page.goto(`${anna.link}/q/hours`);
  await expect(heading(page)).toHaveText(/^Which of the following describes what you were doing/);

  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("checkbox", { name: "None of these apply" }).uncheck();
  await tick("Working as an employee")(page);
  await goOn(page);
  await expect(heading(page)).toHaveText("Check your answers");
  await expect(page.getByText("30 hours a week")).toBeVisible();
});

test("what is set aside when Anna sends is exported as not asked", async ({ page, study }) => {
  const before = study.export();
  const anna = study.enrol("Anna");
  await start(page, anna);
  await arriveAt(page, anna.link, "answers");
  await page.getByRole("link", { name: /^Change.*own or rent the home/ }).click();
  await choose("Owns outright")(page);
  await goOn(page);
  await expect(heading(page)).toHaveText("Check your answers");
  await expect(page.getByText("Who is your landlord?")).toHaveCount(0);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(heading(page)).toHaveText("Thank you");

  expect(study.export().since(before)[0]).toMatchObject({ w0_tenure: "1", w0_landlord: "-1" });
});
