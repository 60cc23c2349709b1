// Somebody complains, with a link and without one; Carys, who manages data, tells them that it came.
import { inspect } from "../support/inspection";
import { choosePassword, setUpCodes, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading, start } from "../support/ways";

test("Anna complains from a question, and Carys acknowledges it", async ({
  page,
  browser,
  study,
  anna,
}, info) => {
  const words = `The text came at three in the night (${info.project.name})`;
  await start(page, anna);
  await page.getByRole("contentinfo").getByRole("link", { name: "Make a complaint" }).click();
  await expect(heading(page)).toHaveText("Make a complaint");
  await inspect(page);
  await page.getByLabel("What would you like us to do?").fill("No texts at night");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("link", { name: "Write what happened" })).toBeVisible();
  await inspect(page);
  await expect(page.getByLabel("What would you like us to do?")).toHaveValue("No texts at night");
  await page.getByLabel("What happened?").fill(words);
  await page.getByLabel("How can we reach you?").fill("anna@example.org");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(heading(page)).toHaveText("We have your complaint");
  await inspect(page);
  const reference = await page.locator(".panel strong").innerText();
  await page.getByRole("link", { name: "Back to the survey" }).click();

  const carys = await (await browser.newContext()).newPage();
  const email = `carys-${mark(info)}@example.org`;
  await choosePassword(carys, study.invite(email, "data-manager", "--study", "bridgeway"), "Carys");
  await setUpCodes(carys);
  await carys.getByRole("link", { name: "Overview" }).click();
  await carys.getByRole("link", { name: "Complaints, breaches and harms" }).click();
  await inspect(carys);
  await expect(carys.getByRole("row", { name: reference })).toContainText("Tell them that we have it");
  await expect(carys.getByText(words)).toHaveCount(0);
  await carys.getByRole("link", { name: reference, exact: true }).click();
  await expect(carys.getByText(words)).toBeVisible();
  await inspect(carys);
  await carys.getByRole("button", { name: "Record that they were told" }).click();
  await expect(carys.getByRole("link", { name: "Choose how you told them" })).toBeVisible();
  await inspect(carys);
  await carys.getByRole("radio", { name: "By email" }).check();
  await carys.getByRole("button", { name: "Record that they were told" }).click();
  await expect(carys.getByText("They were told that we have it, by email")).toBeVisible();
  await inspect(carys);
  await carys.context().close();
});

test("somebody without a link complains and says no name", async ({ page, study }) => {
  await page.goto(study.address);
  await page.getByRole("link", { name: "Make a complaint" }).click();
  await inspect(page);
  await page.getByLabel("What happened?").fill("A letter for somebody else came to me");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(heading(page)).toHaveText("We have your complaint");
  await expect(page.getByText("0303 123 1113")).toBeVisible();
  await inspect(page);
  await page.goto(`${study.address}/complaint?received=C-1`);
  await expect(heading(page)).toHaveText("Make a complaint");
});

test("Anna ties a complaint to herself, and Carys sees how to answer it when she asks", async ({
  page,
  browser,
  study,
}, info) => {
  const anna = study.enrolInFull("Anna", { first_name: "Annabel", mobile: "07700 900177" });
  await page.goto(`${anna.link}/complaint`);
  await page.getByLabel("What happened?").fill("Nobody called back");
  await page.getByLabel("You may know that this comes from me").check();
  await page.getByRole("button", { name: "Send" }).click();
  const reference = await page.locator(".panel strong").innerText();

  const carys = await (await browser.newContext()).newPage();
  const email = `carys-${mark(info)}@example.org`;
  await choosePassword(carys, study.invite(email, "data-manager", "--study", "bridgeway"), "Carys");
  await setUpCodes(carys);
  await carys.goto(`${study.address}/staff/bridgeway/registers`);
  await carys.getByRole("link", { name: reference, exact: true }).click();
  await expect(carys.getByText("Annabel")).toHaveCount(0);
  await carys.getByRole("button", { name: "Show name and contact details" }).click();
  await expect(carys.getByText("Annabel")).toBeVisible();
  await expect(carys.getByRole("link", { name: "07700 900177" })).toBeVisible();
  await inspect(carys);
  expect(study.audit("--action", "contact of a complaint seen").length).toBeGreaterThan(0);
  await carys.context().close();
});

test("a breach is entered, assessed and reported with a keyboard", async ({ page, study }, info) => {
  const email = `sol-${mark(info)}@example.org`;
  const link = study.invite(email, "safeguarding-lead", "--study", "bridgeway");
  await choosePassword(page, link, "Sol");
  await setUpCodes(page);
  await page.goto(`${study.address}/staff/bridgeway/registers`);
  await page.getByRole("link", { name: "Enter a breach" }).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Enter a breach");
  await inspect(page);
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await page.getByLabel("Day on which somebody").fill("1800-01-01");
  await page.getByLabel("What happened?").fill("A list of names was left on the bus");
  await page.getByRole("button", { name: "Enter this breach" }).press("Enter");
  await expect(page.getByRole("link", { name: "Write the time" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Time at which").fill("09:30");
  await page.getByRole("button", { name: "Enter this breach" }).press("Enter");
  await expect(page.getByRole("link", { name: /Check the year/ })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Day on which somebody").fill(yesterday);
  await page.getByRole("button", { name: "Enter this breach" }).press("Enter");
  await expect(page.getByText("A list of names was left on the bus")).toBeVisible();
  await page.getByRole("radio", { name: "Likely to harm somebody" }).press("Space");
  await page.getByLabel("Why?").fill("Forty names with telephone numbers");
  await page.getByRole("button", { name: "Record how likely it is" }).press("Enter");
  await expect(page.getByText("Report it to the ICO").first()).toBeVisible();
  await inspect(page);
  await page.getByLabel("What did you report, and when?").fill("Case 123");
  await page.getByRole("button", { name: "Record that it was reported" }).press("Enter");
  await expect(page.getByText("Reported", { exact: true })).toBeVisible();
  await page.getByRole("radio", { name: "It is over" }).check();
  await page.getByRole("button", { name: "Close it" }).press("Enter");
  await expect(page.getByText("Closed: It is over").first()).toBeVisible();
  await inspect(page);
});
