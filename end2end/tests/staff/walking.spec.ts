// An evaluator walks through a survey as somebody might who answers it, and looks at its map.
import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("a version is walked through, and says why each question is asked", async ({ page, study }, info) => {
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys/four-month/1`);
  await page.getByRole("link", { name: "Walk through it as a participant" }).click();
  await expect(heading(page)).toHaveText("Walk through Four months, version 1");
  await inspect(page);

  const screen = page.getByRole("group", { name: "As a participant sees it" });
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect(screen.getByRole("alert")).toBeVisible();
  await inspect(page);
  await screen.getByLabel("None of these apply").check();
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("#step-notemp")).toContainText("Asked because");
  await expect(page.locator("#step-hours")).toContainText("Not asked because");
  await inspect(page);

  await page.goBack();
  await expect(page.getByRole("group", { name: "As a participant sees it" }).getByRole("alert")).toBeVisible();
  await page.goForward();
  await expect(page.locator("#step-notemp")).toContainText("Asked because");

  await page.getByText("What is known of them beforehand").click();
  await page.getByLabel("Days since they were randomised").fill("soon");
  await page.getByRole("button", { name: "Set, and go through again" }).click();
  await expect(page.getByRole("alert").first()).toContainText("“soon” is no number of days");
  await inspect(page);
  await page.getByLabel("Days since they were randomised").fill("126");
  await page.getByLabel("Cohort").selectOption("1");
  await page.getByLabel("How they answer").selectOption("telephone");
  await page.getByRole("button", { name: "Set, and go through again" }).click();
  await expect(page.getByText("Read out by the interviewer")).toBeVisible();
  await inspect(page);
  await page.getByRole("button", { name: "Begin again from the first page" }).click();
  await expect(page.locator("#step-notemp")).toContainText("there is no answer yet");
});

test("the map shows the pages, and each leads to why it is asked", async ({ page, study }, info) => {
  const email = `eve-map-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys/baseline/1/map`);
  await expect(heading(page)).toHaveText("Map of Baseline, version 1");
  const row = page.getByRole("table", { name: "Pages in order" }).getByRole("row", { name: /^Landlord/ });
  await expect(row).toContainText("When tenure is 3");
  await inspect(page);

  await page.getByRole("region", { name: "Picture of the map" }).getByRole("link", { name: "Landlord" }).click();
  await expect(page.locator("#step-landlord")).toContainText("Not asked because");
});
