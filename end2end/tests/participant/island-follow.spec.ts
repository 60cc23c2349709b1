import { arriveAt, laterWave } from "../support/answers";
import { whenAwake } from "../support/awake";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { choose, goOn, heading, tick } from "../support/ways";

test("a follow-up question appears at once, and goes again with what was ticked in it", async ({
  page,
  study,
  anna,
}) => {
  const link = await laterWave(page, study, anna, "four-month");
  await arriveAt(page, link, "q/supany");
  await whenAwake(page);
  const who = page.getByRole("group", { name: "Who helped you?" });
  await expect(who).toBeHidden();
  await choose("Yes")(page);
  await expect(who).toBeVisible();
  await inspect(page);
  await tick("Council")(page);
  await choose("No")(page);
  await expect(who).toBeHidden();
  await choose("Yes")(page);
  await expect(page.getByRole("checkbox", { name: "Council" })).toBeChecked();

  await goOn(page);
  await expect(heading(page)).toHaveText(/^Overall, how satisfied are you with the help/);
});

test("a follow-up that is not asked holds nobody up", async ({ page, study, anna }) => {
  const link = await laterWave(page, study, anna, "four-month");
  await arriveAt(page, link, "q/supany");
  await whenAwake(page);
  await choose("No")(page);
  await goOn(page);
  await expect(heading(page)).toHaveText("Your employment specialist");
});

test("a follow-up in the middle of the page comes and goes by itself", async ({
  page,
  study,
  anna,
}) => {
  const link = await laterWave(page, study, anna, "exit");
  await arriveAt(page, link, "q/tenure");
  await whenAwake(page);
  const landlord = page.getByRole("group", { name: "Who is your landlord?" });
  await choose("Owns outright")(page);
  await expect(landlord).toBeHidden();
  await choose("Part-owns and part-rents")(page);
  await expect(landlord).toBeVisible();
  await choose("Lives here rent-free")(page);
  await expect(landlord).toBeHidden();
});

test("“None” unticks the others, and they untick it", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/benefit");
  await whenAwake(page);
  const [credit, housing, none] = ["Universal Credit", "Housing Benefit", "None"].map((name) =>
    page.getByRole("checkbox", { name, exact: true }),
  );
  await credit.check();
  await housing.check();
  await none.check();
  await expect(credit).not.toBeChecked();
  await expect(housing).not.toBeChecked();
  await housing.check();
  await expect(none).not.toBeChecked();
  await page.getByRole("checkbox", { name: "Prefer not to say" }).check();
  await expect(housing).not.toBeChecked();
});

test("writing behind an option ticks it", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/benefit");
  await whenAwake(page);
  const none = page.getByRole("checkbox", { name: "None", exact: true });
  await none.check();
  await page.getByRole("textbox", { name: /^Please say what/ }).fill("Winter fuel");
  await expect(page.getByRole("checkbox", { name: "Another benefit" })).toBeChecked();
  await expect(none).not.toBeChecked();
});

test("writing a number unticks “Prefer not to say”", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/sickdays");
  await whenAwake(page);
  const refused = page.getByRole("checkbox", { name: "Prefer not to say" });
  await refused.check();
  await expect(page.getByRole("status")).toHaveText("Saved");
  await page.getByRole("textbox").fill("3");
  await expect(refused).not.toBeChecked();
  await goOn(page);
  await expect(heading(page)).toHaveText(/three months' time/);
});

test("a limit counts down as Anna writes, also past it, and is heard when she pauses", async ({ page, study, anna }) => {
  const link = await laterWave(page, study, anna, "exit");
  await arriveAt(page, link, "q/supuse");
  await whenAwake(page);
  const box = page.getByRole("textbox");
  const left = page.locator(".count");
  const heard = page.locator("[aria-live='polite']");
  await expect(left).toHaveText("You have 1000 characters left");
  await expect(heard).toHaveText("");
  await box.fill("שלום 🌙");
  await expect(left).toHaveText("You have 994 characters left");
  await box.fill("a".repeat(999));
  await expect(left).toHaveText("You have 1 character left");
  await box.fill("a".repeat(1002));
  await expect(left).toHaveText("You have 2 characters too many");
  await expect(heard).toHaveText("You have 2 characters too many");
  await inspect(page);
});
