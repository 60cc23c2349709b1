// What an evaluator who chooses sees of the page that participants will have before them.
import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("who chooses sees the page beside the form, or below it on a phone, and moves its options", async ({
  page,
  study,
}, info) => {
  const key = `beside-${mark(info)}`.toLowerCase();
  const email = `eva-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eva Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${study.address}/staff/surveys/${key}/arranging`);
  const phone = page.locator("iframe.phone");
  const seen = page.frameLocator("iframe.phone");
  await expect(seen.getByText("How are you today?")).toBeVisible();

  await page.getByLabel("Where").selectOption("after/first");
  await page.getByRole("textbox", { name: "What is asked", exact: true }).fill("What kept you awake?");
  await page.getByRole("textbox", { name: "Short name", exact: true }).fill("kept");
  await page.getByRole("radio", { name: "One of several options" }).check();
  await page.getByRole("textbox", { name: "Options", exact: true }).fill("Noise\nLight\nPain");
  await page.getByRole("button", { name: "Add it", exact: true }).click();
  await expect(seen.getByText("What kept you awake?")).toBeVisible();
  await page.getByRole("link", { name: "Page before" }).click();
  await expect(seen.getByText("How are you today?")).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "What kept you awake?" }).click();
  await expect(heading(page)).toHaveText("Question kept");
  const [form, frame] = [await page.getByLabel("What is asked").boundingBox(), await phone.boundingBox()];
  expect(frame!.x, "beside the form").toBeGreaterThanOrEqual(form!.x + form!.width);
  expect(frame!.y, "without scrolling").toBeLessThan(900);
  await page.getByRole("button", { name: /^Up ?: option 3$/ }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(seen.getByRole("radio").nth(1)).toHaveAccessibleName("Pain");
  await inspect(page);

  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("link", { name: "See how it reads, below" }).click();
  await expect(phone).toBeInViewport();
  await inspect(page);
});
