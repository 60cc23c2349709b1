// “Leave this page now”, and coming back after it.
import type { Page } from "@playwright/test";

import { arriveAt } from "../support/answers";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { choose, goOn, heading, write } from "../support/ways";

/// Until the page is left. Whether there is any weather where the tests run is all the same.
async function away(page: Page): Promise<void> {
  await expect.poll(() => page.url()).not.toContain("/r/");
}

test("who leaves now and presses Back is asked who they are, and has lost nothing", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await choose("Female")(page);
  await goOn(page);
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Female" })).toBeChecked();

  const weather = page.waitForRequest("https://www.bbc.co.uk/weather");
  await page.getByRole("link", { name: "Leave this page now" }).click();
  await weather;
  await away(page);
  await page.goBack();

  await expect(heading(page)).toHaveText("On which day were you born?");
  await expect(page.getByText("Female")).toHaveCount(0);
  await inspect(page);
  await page.goto(`${anna.link}/you`);
  await expect(heading(page)).toHaveText("On which day were you born?");
  await write({ Day: "14", Month: "3" })(page);
  await goOn(page);
  await page.goto(`${anna.link}/q/sex`);
  await expect(page.getByRole("radio", { name: "Female" })).toBeChecked();
});

test("the way out is one press of a key from the top of each page", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.goto(`${anna.link}/you`);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Leave this page now" })).toBeFocused();
  await page.keyboard.press("Enter");

  await away(page);
  await page.goto(`${anna.link}/you/answers`);
  await expect(heading(page)).toHaveText("On which day were you born?");
});
