import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { heading, write } from "../support/ways";

test("Ben opens the short link of a text message, mistypes his birthday once, and is let in", async ({
  page,
  study,
}) => {
  const ben = study.enrol("Ben", "1980-03-27");
  await page.goto(study.shortLink(ben.number, "baseline"));
  await expect(heading(page)).toHaveText("Enter your code");
  await inspect(page);

  await write({ Day: "28", Month: "3" })(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert")).toContainText("We cannot find this code");
  await expect(page).toHaveTitle(/^Error: /);
  await inspect(page);

  await write({ Day: "27" })(page);
  await page.getByRole("button", { name: "Continue" }).click();
  expect(new URL(page.url()).pathname).toBe(new URL(ben.link).pathname);
  await page.getByRole("link", { name: "Start" }).click();
  await expect(heading(page)).not.toHaveText("On which day were you born?");
});

test("whoever has a letter finds the way from the front page, with the keyboard alone", async ({
  page,
  study,
}) => {
  const ben = study.enrol("Ben", "1980-03-27");
  const code = study.shortLink(ben.number, "baseline").slice(-9);
  await page.goto(study.address);
  await inspect(page);
  const way = page.getByRole("link", { name: "I have a code of 8 letters and numbers" });
  await way.focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Enter your code");

  await page.getByRole("textbox", { name: "Your code" }).focus();
  await page.keyboard.type(code.toLowerCase().replace("-", " "));
  for (const part of ["27", "3"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(part);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByText("You need your own link")).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe(new URL(ben.link).pathname);
});

test("script that Ben types is shown to him as the words that it is", async ({ page, study }) => {
  const script = `"><script>document.title='taken'</script><img src=x onerror="document.title='taken'">`;
  await page.goto(`${study.address}/c`);
  await write({ "Your code": script, Day: script, Month: script })(page);
  await page.getByRole("button", { name: "Continue" }).click();

  for (const name of ["Your code", "Day", "Month"]) {
    await expect(page.getByRole("textbox", { name, exact: true })).toHaveValue(script);
  }
  await expect(page.locator("img")).toHaveCount(0);
  await expect(page).toHaveTitle("Error: Enter your code – Surveys");
});
