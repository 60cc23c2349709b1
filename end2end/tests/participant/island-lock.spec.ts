import { arriveAt } from "../support/answers";
import { whenAwake } from "../support/awake";
import { expect, test } from "../support/study";
import { goOn, heading, write } from "../support/ways";

const BORN = "On which day were you born?";

test("a page that nobody touches for ten minutes is saved and put away", async ({ page, anna }) => {
  await page.clock.install();
  await arriveAt(page, anna.link, "q/hours");
  await whenAwake(page);
  const hours = page.getByRole("textbox", { name: /how many hours/ });
  await hours.fill("21");
  await page.clock.runFor("00:01");
  await expect(page.getByRole("status")).toHaveText("Saved");
  await page.clock.runFor("10:30");
  await expect(heading(page)).toHaveText(BORN);
  await page.goto(`${anna.link}/q/hours`);
  await expect(heading(page)).toHaveText(BORN);

  await write({ Day: "14", Month: "3" })(page);
  await goOn(page);
  await page.goto(`${anna.link}/q/hours`);
  await expect(hours).toHaveValue("21");
});

test("a page that somebody is still reading stays open", async ({ page, anna }) => {
  await page.clock.install();
  await arriveAt(page, anna.link, "q/hours");
  await whenAwake(page);
  await page.clock.runFor("09:00");
  await page.keyboard.press("Tab");
  await page.clock.runFor("09:00");
  await expect(heading(page)).toHaveText(/how many hours/);
});
